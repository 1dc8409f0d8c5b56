import type { Resources } from '../quantity/resources.js';
import type { PlacementRules } from '../rules/placement-rules.js';

/** What asks for a host: one dyno or one task. */
export interface Demand {
  /** those of one service keep apart from each other where they can, e.g. `<app id>/web` */
  readonly service: string;
  readonly generation: string;
  readonly resources: Resources;
  readonly needsPort: boolean;
  readonly rules: PlacementRules;
}
