import type { Resources } from '../quantity/resources.js';
import type { PlacementRules } from '../rules/placement-rules.js';

/** Marathon's upgrade strategy, as fractions of the quantity. */
export interface UpdatePolicy {
  readonly minimumHealthCapacity: number;
  readonly maximumOverCapacity: number;
  /** how long a new dyno must stay healthy before an old one is stopped for it */
  readonly minHealthyMs: number;
  /** how long routers may take to let go of a dyno before it is stopped all the same */
  readonly drainTimeoutMs: number;
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
}

export interface ActiveDeployment {
  readonly id: string;
  readonly releaseId: string;
  readonly deadlineAtMs: number;
}

/** What the user asked of one app. The processes are those of the deployment's release while one is active. */
export interface WantedApp {
  readonly appId: string;
  readonly name: string;
  readonly processes: readonly WantedProcess[];
  readonly deployment: ActiveDeployment | null;
}

export interface Wanted {
  readonly apps: readonly WantedApp[];
}
