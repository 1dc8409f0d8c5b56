import type { Grant } from '../cluster/grant.js';

/** Why placement refused: hosts per first refusing filter, in the filters' order, e.g. `[['memory', 2], ['draining', 1]]`. */
export interface Funnel {
  readonly considered: number;
  readonly refusals: readonly (readonly [filter: string, hosts: number])[];
}

export interface PlaceDyno extends Grant {
  readonly kind: 'place-dyno';
  readonly appId: string;
  readonly processType: string;
  readonly slot: number;
  readonly incarnation: number;
  readonly generation: string;
  readonly releaseId: string;
  readonly hostId: string;
  readonly cpuMillis: number;
  readonly memoryMib: number;
  readonly reason: string;
}
/** Take the dyno out of the routers; it is stopped once they let go. */
export interface DrainDyno {
  readonly kind: 'drain-dyno';
  readonly dynoId: string;
  readonly reason: string;
}
export interface StopDyno {
  readonly kind: 'stop-dyno';
  readonly dynoId: string;
  readonly reason: string;
}
/** The dyno's host is down: count it as gone; if it comes back its container is removed. */
export interface LoseDyno {
  readonly kind: 'lose-dyno';
  readonly dynoId: string;
  readonly reason: string;
}
export interface PlaceTask {
  readonly kind: 'place-task';
  readonly taskId: string;
  readonly hostId: string;
}
export interface BlockTask {
  readonly kind: 'block-task';
  readonly taskId: string;
  readonly message: string;
  readonly funnel: Funnel;
}
export interface BlockDyno {
  readonly kind: 'block-dyno';
  readonly appId: string;
  readonly processType: string;
  readonly slot: number;
  readonly message: string;
  readonly funnel: Funnel;
}
/** The slot crashed lately, so many times in a row; look again at the given time. */
export interface DelayDyno {
  readonly kind: 'delay-dyno';
  readonly appId: string;
  readonly processType: string;
  readonly slot: number;
  readonly crashes: number;
  readonly untilMs: number;
}
export interface SucceedDeployment {
  readonly kind: 'succeed-deployment';
  readonly deploymentId: string;
}
export interface FailDeployment {
  readonly kind: 'fail-deployment';
  readonly deploymentId: string;
  readonly reason: string;
  /** the last release that succeeded is to be released again */
  readonly isRevertWanted: boolean;
}
/** Its canaries have been ready for their time: the rest follows. */
export interface PromoteDeployment {
  readonly kind: 'promote-deployment';
  readonly deploymentId: string;
  /** how long what is left may take */
  readonly deadlineMs: number;
}
/** Its canaries are ready: write down that it waits, for whom, and that this is no delay. */
export interface AwaitPromotion {
  readonly kind: 'await-promotion';
  readonly deploymentId: string;
  /** null: somebody has to promote it */
  readonly promotesAtMs: number | null;
  readonly deadlineAtMs: number;
}
/** Its canaries are not ready any more. */
export interface AwaitCanaries {
  readonly kind: 'await-canaries';
  readonly deploymentId: string;
}
/** The new release is there in full: from now on it alone is seen. */
export interface SwitchDeployment {
  readonly kind: 'switch-deployment';
  readonly deploymentId: string;
}
/** Nobody took it back for as long as old dynos are kept. */
export interface ConfirmDeployment {
  readonly kind: 'confirm-deployment';
  readonly deploymentId: string;
  /** how long old dynos may take to go */
  readonly deadlineMs: number;
}
export interface PutOffDeadline {
  readonly kind: 'put-off-deadline';
  readonly deploymentId: string;
  readonly deadlineAtMs: number;
}

export type Action =
  | PlaceDyno
  | DrainDyno
  | StopDyno
  | LoseDyno
  | PlaceTask
  | BlockTask
  | BlockDyno
  | DelayDyno
  | SucceedDeployment
  | FailDeployment
  | PromoteDeployment
  | AwaitPromotion
  | AwaitCanaries
  | SwitchDeployment
  | ConfirmDeployment
  | PutOffDeadline;

/** What to do next, in order. The same wanted and cluster give the same plan; `describePlan` prints it. */
export interface Plan {
  readonly actions: readonly Action[];
  /** earliest time at which the plan may change without any event; null when nothing waits */
  readonly wakeAtMs: number | null;
  /** what an operator should know about the plan as a whole, e.g. that the mass-failure brake holds */
  readonly notes?: readonly string[];
}
