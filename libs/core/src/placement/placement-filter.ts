import type { Demand } from './demand.js';
import type { Placement } from './placement.js';

/** Answers for one demand whether the host with this index may take it. */
export type HostTest = (host: number) => boolean;

/** One reason why a host may be refused. A new filter is a file in `filters/` and a line in `filters.ts`. */
export interface PlacementFilter {
  /** stands in funnels and in the API */
  readonly name: string;
  /** true: looks only at the host itself and at the demand's rules, so that its answer is kept per class of demands */
  readonly isStatic: boolean;
  /** null: this demand has no such wish, every host passes */
  prepare(demand: Demand, placement: Placement): HostTest | null;
  /** why `hosts` hosts were refused, as the end of a sentence: '2 lack memory (256 MiB wanted)' */
  explain(hosts: number, demand: Demand): string;
}
