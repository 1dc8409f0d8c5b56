/** Why a host would or would not take one more dyno of a process type. */
export interface HostVerdict {
  host: string;
  /** name of the first filter that refuses; null: the host takes it */
  refused_by: string | null;
  /** such as 'lacks memory (256 MiB wanted)' */
  reason: string | null;
  /** higher is better; null where it is refused */
  score: number | null;
  /** dynos of this process type that are there and stay */
  dynos: number;
}

export interface ProcessPlacement {
  type: string;
  quantity: number;
  /** the sentence that says why no host takes one more; null when one does */
  blocked: string | null;
  /** refusals in the order in which hosts are asked; each host counts once */
  funnel: { considered: number; refusals: { filter: string; hosts: number }[] };
  /** those that take one, best first, then the others */
  hosts: HostVerdict[];
}

/** GET /apps/:app/placement, with any number of `?what_if=web=+3` and `?what_if=host:h2=down`. */
export interface PlacementExplanation {
  processes: ProcessPlacement[];
  /** what the scheduler would do next for this app; empty: nothing */
  steps: string[];
}
