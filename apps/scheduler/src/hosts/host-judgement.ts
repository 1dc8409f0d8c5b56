import type { HostStatus } from '@jujube/core/cluster/host.js';
import type { Timings } from '../timings.js';

/** `refused`: nothing listens there any more, and no dyno on the host answers either. `silent`: anything else that failed. */
export type ProbeOutcome = 'answered' | 'refused' | 'silent';

/** What one scheduler remembers of a host since it leads. */
export interface HostMemory {
  readonly status: HostStatus;
  readonly watchedSinceMs: number;
  readonly lastSeenMs: number | null;
  /** times of the refusals since the last answer */
  readonly refusedAtMs: readonly number[];
}

const REFUSALS_TO_BE_GONE = 3;
const REFUSALS_WITHIN_MS = 5_000;

type HostTimings = Pick<Timings, 'hostDisconnectedAfterMs' | 'hostDownAfterMs' | 'hostNeverSeenGraceMs'>;

/** What a probe makes of a host: `disconnected`, then `down` by silence, or `down` at once when it is known gone. */
export function judgeHost(
  memory: HostMemory,
  probe: { outcome: ProbeOutcome; nowMs: number },
  timings: HostTimings,
): HostMemory {
  const { outcome, nowMs } = probe;
  if (outcome === 'answered') return { ...memory, status: 'ready', lastSeenMs: nowMs, refusedAtMs: [] };
  const refusals = outcome === 'refused' ? [...memory.refusedAtMs, nowMs] : [];
  const refusedAtMs = refusals.filter((atMs) => nowMs - atMs <= REFUSALS_WITHIN_MS);
  return { ...memory, refusedAtMs, status: statusOf({ ...memory, refusedAtMs }, nowMs, timings) };
}

function statusOf(memory: HostMemory, nowMs: number, timings: HostTimings): HostStatus {
  const { status, lastSeenMs, watchedSinceMs, refusedAtMs } = memory;
  if (refusedAtMs.length >= REFUSALS_TO_BE_GONE || status === 'down') return 'down';
  if (lastSeenMs === null && nowMs - watchedSinceMs < timings.hostNeverSeenGraceMs) return status;
  const silentMs = nowMs - (lastSeenMs ?? watchedSinceMs);
  if (silentMs >= timings.hostDownAfterMs) return 'down';
  return silentMs >= timings.hostDisconnectedAfterMs ? 'disconnected' : status;
}
