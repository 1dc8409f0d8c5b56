import type { Dyno } from '@jujube/contract/dyno.js';
import type { Formation } from '@jujube/contract/formation.js';
import type { CommandContext, Step } from '../language/command-context.js';
import { CommandFailure } from '../language/command-failure.js';
import { waitUntil } from './wait-until.js';

/** A blocked dyno may only be waiting for an old one to leave: it is an error when it stays so. */
const BLOCKED_FOR_MS = 15_000;

/** Waits until exactly the wanted dynos of the given types are up and healthy. */
export async function waitForFormation(
  context: CommandContext,
  entries: readonly Formation[],
  step: Step,
): Promise<void> {
  const app = entries[0]?.app.name;
  if (app === undefined) return;
  context.leaveBehind(`scaling ${app}. See: ps -a ${app}`);
  const deadlineMs = (await context.client.apps.get(app)).deadline_seconds * 1000;
  let blockedSinceMs: number | undefined;
  await waitUntil(context, {
    deadlineMs,
    overdue: () =>
      `The dynos of ${app} are not all up after ${deadlineMs / 1000} s; they are still wanted. See: ps -a ${app}`,
    look: async () => {
      const dynos = (await context.client.dynos.list(app)).filter((dyno) =>
        entries.some(({ type }) => type === dyno.type),
      );
      if (entries.every((entry) => isAsWanted(entry, dynos))) return true;
      step.say(progressText(entries, dynos));
      const blocked = dynos.find((dyno) => dyno.state === 'blocked');
      blockedSinceMs = blocked ? (blockedSinceMs ?? context.nowMs()) : undefined;
      if (blocked && context.nowMs() - (blockedSinceMs ?? 0) >= BLOCKED_FOR_MS) throw blockedFailure(blocked);
      return undefined;
    },
  });
}

function isAsWanted(entry: Formation, dynos: readonly Dyno[]): boolean {
  const ofType = dynos.filter((dyno) => dyno.type === entry.type);
  return ofType.length === entry.quantity && ofType.every((dyno) => dyno.state === 'up' && dyno.healthy);
}

function progressText(entries: readonly Formation[], dynos: readonly Dyno[]): string {
  const wanted = entries.reduce((sum, entry) => sum + entry.quantity, 0);
  return `${dynos.filter((dyno) => dyno.state === 'up' && dyno.healthy).length}/${wanted} dynos up`;
}

function blockedFailure(dyno: Dyno): CommandFailure {
  const reason = dyno.reason ?? 'no host can take it';
  return new CommandFailure(`${dyno.name} cannot start: ${reason}. It is still wanted and starts when there is room.`);
}
