import type { ReconcilePolicy } from '../disruption/reconcile-policy.js';
import type { Resources } from '../quantity/resources.js';
import type { DeploymentTraffic, TrafficBudget } from '../traffic/breach-of.js';
import type { PlacementRules } from '../rules/placement-rules.js';

/** Marathon's upgrade strategy, as fractions of the quantity. */
export interface UpdatePolicy {
  readonly minimumHealthCapacity: number;
  readonly maximumOverCapacity: number;
  /** how long a new dyno must stay healthy before an old one is stopped for it */
  readonly minHealthyMs: number;
  /** how long routers may take to let go of a dyno before it is stopped all the same */
  readonly drainTimeoutMs: number;
  /** `recreate`: a new dyno starts when all old ones have ended */
  readonly isStopFirst: boolean;
  /** dynos of a new release that run beside all old ones until it is promoted; 0: none, Infinity: as many as there are old ones */
  readonly canaries: number;
  /** blue/green: routers send nothing to them before that (libs/database decides so too, see routes.queries.ts) */
  readonly isHiddenUntilPromoted: boolean;
  /** blue/green: how long old dynos stay behind a new release that nobody confirmed; null: not at all */
  readonly keepPreviousMs: number | null;
  /** set by shares.ts for as long as routers leave dynos out: they are ready without */
  readonly isHidden?: boolean;
  /** how long canaries must have been ready until they promote themselves; null: never */
  readonly promoteAfterMs: number | null;
  /** a release that fails is followed by the last good one as a new release */
  readonly isAutoRevert: boolean;
  /** what a release may do to requests before it is taken back; absent: anything */
  readonly budget?: TrafficBudget;
}

/** What it puts up with when a host is emptied or lost. */
export interface DisruptionPolicy {
  /** planned moves leave so many ready, or take at most so many away; both null: no budget */
  readonly minAvailable: number | null;
  readonly maxUnavailable: number | null;
  /** from when its host was found not ready until it is given up; null: when the host is */
  readonly lostAfterMs: number | null;
  /** false: what has run waits for its host */
  readonly isReplaced: boolean;
  /** absent: keep_replacement */
  readonly reconcile?: ReconcilePolicy;
}

export interface WantedSlot {
  readonly slot: number;
  /** changes whenever the slot's dyno must be replaced: other release, size, or a restart was asked */
  readonly generation: string;
  /** `ps:stop`: hold the slot empty until a restart, a scale or a new release */
  readonly isStopped: boolean;
}

export interface WantedProcess {
  readonly processType: string;
  readonly releaseId: string;
  /** only for people who read the plan: the 7 of `v7` */
  readonly releaseVersion?: number;
  /** one entry per wanted dyno, slots 1..quantity */
  readonly slots: readonly WantedSlot[];
  readonly resources: Resources;
  readonly needsPort: boolean;
  readonly rules: PlacementRules;
  readonly update: UpdatePolicy;
  /** absent: no budget, given up with the host */
  readonly disruption?: DisruptionPolicy;
}

export interface ActiveDeployment {
  readonly id: string;
  readonly releaseId: string;
  readonly deadlineAtMs: number;
  /** how long it may take from its begin, or from its promotion */
  readonly deadlineMs: number;
  /** it starts and stops nothing for itself until somebody lets it go on */
  readonly isPaused: boolean;
  /** its canaries were found good, by somebody or after their time */
  readonly isPromoted: boolean;
  /** old dynos that were kept behind it may go */
  readonly isConfirmed: boolean;
  /** since when it alone is seen while old dynos are kept; null: not yet */
  readonly switchedAtMs: number | null;
  /** it goes back to an earlier release because another failed */
  readonly isRevert: boolean;
  /** written down already: its canaries are ready, and when they promote themselves */
  readonly waiting: { readonly promotesAtMs: number | null } | null;
  /** what routers saw of it so far, where a budget asks for that */
  readonly traffic?: DeploymentTraffic;
}

/** What the user asked of one app. The processes are those of the deployment's release while one is active. */
export interface WantedApp {
  readonly appId: string;
  readonly name: string;
  readonly processes: readonly WantedProcess[];
  /** those of the release that serves while another is deployed, in the same quantities; else empty */
  readonly former: readonly WantedProcess[];
  readonly deployment: ActiveDeployment | null;
}

export interface Wanted {
  readonly apps: readonly WantedApp[];
}
