import type { HostStatus } from '@jujube/core/cluster/host.js';

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

const DISCONNECTED_AFTER_MS = 15_000;
const DOWN_AFTER_MS = 45_000;
// a host that this scheduler never reached may be fine, and the scheduler's own network may not be
const NEVER_SEEN_GRACE_MS = 120_000;
const REFUSALS_TO_BE_GONE = 3;
const REFUSALS_WITHIN_MS = 5_000;

/** What a probe makes of a host: `disconnected` after 15 s of silence, `down` after 45 s, or at once when it is known gone. */
export function judgeHost(memory: HostMemory, outcome: ProbeOutcome, nowMs: number): HostMemory {
  if (outcome === 'answered') return { ...memory, status: 'ready', lastSeenMs: nowMs, refusedAtMs: [] };
  const refusals = outcome === 'refused' ? [...memory.refusedAtMs, nowMs] : [];
  const refusedAtMs = refusals.filter((atMs) => nowMs - atMs <= REFUSALS_WITHIN_MS);
  return { ...memory, refusedAtMs, status: statusOf({ ...memory, refusedAtMs }, nowMs) };
}

function statusOf({ status, lastSeenMs, watchedSinceMs, refusedAtMs }: HostMemory, nowMs: number): HostStatus {
  if (refusedAtMs.length >= REFUSALS_TO_BE_GONE || status === 'down') return 'down';
  if (lastSeenMs === null && nowMs - watchedSinceMs < NEVER_SEEN_GRACE_MS) return status;
  const silentMs = nowMs - (lastSeenMs ?? watchedSinceMs);
  if (silentMs >= DOWN_AFTER_MS) return 'down';
  return silentMs >= DISCONNECTED_AFTER_MS ? 'disconnected' : status;
}
