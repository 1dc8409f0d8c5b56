import type { HostStatus } from '@jujube/core/cluster/host.js';
import type { Timings } from '../timings.js';

/**
 * `gone`: the engine refuses connections, and so do the host's dynos. `refused`: the engine does, which tells nothing of dynos
 * but that the way to the host is open. `silent`: anything else that failed.
 */
export type ProbeOutcome = 'answered' | 'gone' | 'refused' | 'silent';

/** What one scheduler remembers of a host since it leads. */
export interface HostMemory {
  readonly status: HostStatus;
  readonly watchedSinceMs: number;
  readonly lastSeenMs: number | null;
  /** something on the host has answered this scheduler, if only by a refusal */
  readonly isReachable: boolean;
  /** when it was found gone since the last answer */
  readonly goneAtMs: readonly number[];
}

const TIMES_GONE = 3;
const GONE_WITHIN_MS = 5_000;

type HostTimings = Pick<Timings, 'hostDisconnectedAfterMs' | 'hostDownAfterMs' | 'hostNeverSeenGraceMs'>;

/** What a probe makes of a host: `disconnected`, then `down` by silence, or `down` at once when it is known gone. */
export function judgeHost(
  memory: HostMemory,
  probe: { outcome: ProbeOutcome; nowMs: number },
  timings: HostTimings,
): HostMemory {
  const { outcome, nowMs } = probe;
  if (outcome === 'answered') return { ...memory, status: 'ready', lastSeenMs: nowMs, isReachable: true, goneAtMs: [] };
  const isReachable = memory.isReachable || outcome !== 'silent';
  const found = outcome === 'gone' ? [...memory.goneAtMs, nowMs] : [];
  const goneAtMs = found.filter((atMs) => nowMs - atMs <= GONE_WITHIN_MS);
  const now = { ...memory, isReachable, goneAtMs };
  return { ...now, status: statusOf(now, nowMs, timings) };
}

function statusOf(memory: HostMemory, nowMs: number, timings: HostTimings): HostStatus {
  const { status, lastSeenMs, watchedSinceMs, isReachable, goneAtMs } = memory;
  if (goneAtMs.length >= TIMES_GONE || status === 'down') return 'down';
  if (!isReachable && nowMs - watchedSinceMs < timings.hostNeverSeenGraceMs) return status;
  const silentMs = nowMs - (lastSeenMs ?? watchedSinceMs);
  if (silentMs >= timings.hostDownAfterMs) return 'down';
  return silentMs >= timings.hostDisconnectedAfterMs ? 'disconnected' : status;
}
