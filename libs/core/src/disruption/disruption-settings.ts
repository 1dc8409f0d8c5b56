import type { ReconcilePolicy } from './reconcile-policy.js';
import type { DisruptionPolicy } from '../wanted/wanted.js';

/** What a process type puts up with when a host is emptied or lost, as its owner said it. Absent members mean the default. */
export interface DisruptionSettings {
  /** planned moves leave so many dynos ready; null, and no budget: what its update policy says */
  readonly minAvailable?: number | null;
  /** planned moves take at most so many away at once; the other way to say it */
  readonly maxUnavailable?: number | null;
  /** replaced so long after their host was found disconnected; null: when the host is given up (30 s later, or known gone) */
  readonly lostAfterSeconds?: number | null;
  /** false: they wait for their host to come back, e.g. because their data is there */
  readonly replace?: boolean;
  /** which of the two stays when a host comes back after its dynos were replaced */
  readonly reconcile?: ReconcilePolicy;
}

export const DEFAULT_DISRUPTION: Required<DisruptionSettings> = {
  minAvailable: null,
  maxUnavailable: null,
  lostAfterSeconds: null,
  replace: true,
  reconcile: 'keep_replacement',
};

export function completeDisruption(settings: DisruptionSettings): Required<DisruptionSettings> {
  return { ...DEFAULT_DISRUPTION, ...settings };
}

/** The settings as plans are made from them. */
export function disruptionPolicyOf(settings: DisruptionSettings): DisruptionPolicy {
  const { minAvailable, maxUnavailable, lostAfterSeconds, replace, reconcile } = completeDisruption(settings);
  return {
    ...{ minAvailable, maxUnavailable },
    lostAfterMs: lostAfterSeconds === null ? null : lostAfterSeconds * 1000,
    isReplaced: replace,
    reconcile,
  };
}
