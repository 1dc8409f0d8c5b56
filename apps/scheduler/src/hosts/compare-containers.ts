import type { OurContainer } from '@jujube/containers/our-container.js';
import type { DynoState } from '@jujube/core/cluster/dyno.js';
import { LABEL } from '@jujube/containers/labels.js';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import { DYNO_ID_LABEL } from '../actor/dyno-container.js';
import type { Ending } from '../dyno-journal.js';

const SHOULD_RUN: readonly DynoState[] = ['starting', 'up', 'draining'];
const TERMINAL: readonly DynoState[] = ['stopped', 'crashed', 'lost'];

/** The dyno that a container was made for; null for containers that are not dynos (builds). */
export function dynoIdOf(container: Pick<OurContainer, 'labels'>): string | null {
  return container.labels[LABEL.kind] === 'dyno' ? (container.labels[DYNO_ID_LABEL] ?? null) : null;
}

/** Dynos that should run but do not. The rows must have been read before the containers were listed. */
export function endedDynos(
  rows: readonly DynoEntity[],
  containers: readonly OurContainer[],
): { dyno: DynoEntity; ending: Ending }[] {
  const byDyno = new Map(containers.map((container) => [dynoIdOf(container), container]));
  return rows
    .filter((row) => SHOULD_RUN.includes(row.state))
    .flatMap((dyno) => {
      const ending = endingOf(dyno, byDyno.get(dyno.id));
      return ending ? [{ dyno, ending }] : [];
    });
}

/** Containers that no live dyno needs: of dynos that ended, and of dynos that nobody knows. */
export function leftovers(
  containers: readonly OurContainer[],
  states: ReadonlyMap<string, DynoState>,
): { ended: OurContainer[]; unknown: OurContainer[] } {
  const dynos = containers.filter((container) => dynoIdOf(container) !== null);
  const stateOf = (container: OurContainer) => states.get(dynoIdOf(container) ?? '');
  return {
    ended: dynos.filter((container) => TERMINAL.some((state) => state === stateOf(container))),
    unknown: dynos.filter((container) => stateOf(container) === undefined),
  };
}

function endingOf(dyno: DynoEntity, container: OurContainer | undefined): Ending | null {
  if (!container) return { reason: 'Its container is gone', exitCode: null };
  if (container.state === 'created') {
    return { reason: `Its container does not run: ${container.startError ?? 'it was never started'}`, exitCode: null };
  }
  // what answers no check may stay so for ever, and what does would be found out late
  if (container.state === 'paused') return { reason: 'Its container was paused by somebody', exitCode: null };
  if (container.state !== 'exited' && container.state !== 'dead') return null;
  const exitCode = container.exitCode ?? null;
  if (container.oomKilled) return { reason: `Out of memory: its limit is ${dyno.memoryMib} MiB`, exitCode };
  return { reason: `Process exited with status ${exitCode ?? 'unknown'}`, exitCode };
}
