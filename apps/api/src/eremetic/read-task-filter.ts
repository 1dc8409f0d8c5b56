import type { TaskPhase } from '@jujube/core/task/task-phase.js';
import { Mistakes } from '../definitions/mistakes.js';
import { fields, note, type Place, text } from '../definitions/read-fields.js';

const PHASES: Readonly<Record<string, readonly TaskPhase[]>> = {
  queued: ['queued'],
  active: ['staging', 'running', 'terminating'],
  terminated: ['finished', 'failed', 'killed', 'lost', 'error'],
};

export interface TaskFilter {
  readonly phases: readonly TaskPhase[];
  readonly name: string | null;
}

/** `?state=active,queued&name=…`; as in Eremetic, what is over is told only when it is asked for. @throws UserError invalid_params */
export function readTaskFilter(query: unknown): TaskFilter {
  const mistakes = new Mistakes();
  const read = fields({ state: readStates, name: text({ max: 100 }) })(
    { ...(query as object) },
    { path: '', mistakes },
  );
  mistakes.refuse();
  const states = read?.state ?? ['active', 'queued'];
  return { phases: states.flatMap((state) => PHASES[state] ?? []), name: read?.name ?? null };
}

function readStates(value: unknown, at: Place): string[] | undefined {
  const states = typeof value === 'string' ? value.split(',') : [];
  const isKnown = states.length > 0 && states.every((state) => Object.hasOwn(PHASES, state));
  return isKnown ? states : note(at, `may be ${Object.keys(PHASES).join(', ')}, or some of them with commas between`);
}
