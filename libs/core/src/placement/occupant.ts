import type { Grant } from '../cluster/grant.js';
import type { Resources } from '../quantity/resources.js';

/** What holds a part of a host already: a dyno or task that has not ended. */
export interface Occupant extends Grant {
  readonly hostId: string;
  readonly service: string;
  readonly generation: string;
  readonly resources: Resources;
  /** about to be replaced or removed: its resources still count, but its siblings need not keep away from it */
  readonly isLeaving: boolean;
}
