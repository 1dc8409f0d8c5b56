import type { BuildEntity } from '@jujube/database/builds/build.entity.js';
import type { Lease } from '@jujube/database/leases/lease.js';
import type { BuildOutput } from '../output/build-output.js';

/** One worker's turn at one build: what every step needs to know. */
export interface BuildRun {
  readonly build: BuildEntity;
  readonly appName: string;
  readonly lease: Lease;
  readonly output: BuildOutput;
  /** directory of this turn alone; removed at its end */
  readonly directory: string;
  /** done after the end of the build was told: nobody has to wait for it */
  later(work: () => Promise<unknown>): void;
  /** aborts with the reason: cancelled, lease lost, worker stopping */
  readonly signal: AbortSignal;
}
