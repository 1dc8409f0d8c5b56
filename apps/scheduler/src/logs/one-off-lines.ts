import type { EntityManager } from '@jujube/database/connection.js';
import { appendDynoLines, type DynoLine } from '@jujube/database/log-lines/append-dyno-lines.js';
import { oneOffName, type OneOff } from '@jujube/database/one-offs/one-off.js';
import type { OutputLine } from '@jujube/database/task-runs/task-output.js';

/** Lines that a one-off dyno printed, as lines of its app's log. */
export function appLines({ id, oneOff }: { id: string; oneOff: OneOff }, lines: readonly OutputLine[]): DynoLine[] {
  const dyno = oneOffName(oneOff);
  return lines.map(({ at, text }) => ({ appId: oneOff.appId, dynoId: id, dyno, source: 'app', at, text }));
}

/** What the platform says about a one-off dyno in its app's log; nothing about a task of no app. */
export async function tell(
  manager: EntityManager,
  { id, oneOff }: { id: string; oneOff: OneOff | null },
  texts: readonly string[],
): Promise<void> {
  if (!oneOff) return;
  const at = new Date().toISOString();
  const { appId } = oneOff;
  const line = { appId, dynoId: id, dyno: oneOffName(oneOff), source: 'heroku', at } as const;
  await appendDynoLines(
    manager,
    texts.map((text) => ({ ...line, text })),
  );
}
