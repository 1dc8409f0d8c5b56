/** Marathon's form, `["zone", "GROUP_BY", "3"]`: UNIQUE, CLUSTER, LIKE, UNLIKE, MAX_PER, IS and GROUP_BY over `hostname`, `pool` or a label. */
export type Constraint = [field: string, operator: string] | [field: string, operator: string, value: string];

/** Towards something, or with a weight below 0 away from it. */
export interface Affinity {
  target: 'host' | 'service' | 'label';
  /** a host's name; `web` of the same app or `shop.web`; `disk=ssd` or `disk` */
  selector: string;
  /** hosts with the same value of this field count as one place; default `hostname` */
  topology_key?: string;
  /** -100 to 100, not 0; default 100. From 11 on it outweighs packing, from 41 on a sibling on the same host */
  weight?: number;
  /** a condition instead of a preference */
  required?: boolean;
}

export interface Spread {
  topology_key: string;
  /** default 1 */
  max_skew?: number;
  /** while fewer values are known, the emptiest counts as 0 */
  min_domains?: number;
  /** default DoNotSchedule */
  when_unsatisfiable?: 'DoNotSchedule' | 'ScheduleAnyway';
  /** 1 to 100, default 50; for ScheduleAnyway */
  weight?: number;
}

/** A port beside `PORT` that dynos listen on; its number stands in `PORT_<NAME>`. */
export interface NamedPort {
  name: string;
  /** default: 5001, 5002 … by its place in the list */
  container_port?: number;
  /** default: one that the platform chooses */
  host_port?: number;
  /** default tcp */
  protocol?: 'tcp' | 'udp';
}

/** Where dynos of a process type may go. Absent members mean 'no rule'. A change applies to dynos placed from then on. */
export interface PlacementRules {
  pool?: string;
  /** host labels that must match exactly */
  host_labels?: Record<string, string>;
  one_per_host?: boolean;
  constraints?: Constraint[];
  affinity?: Affinity[];
  spread?: Spread[];
  /** values of the host label `requires` that the dynos put up with */
  tolerations?: string[];
  /** 0 to 100, default 50: who is placed first when not everything fits */
  priority?: number;
  /** dynos are published on this port of their host, one per host, instead of on one that the platform chooses */
  host_port?: number;
  /** published beside PORT. Unlike other rules, a change of these and of `gpus` replaces the dynos that run */
  ports?: NamedPort[];
  /** graphics processors that each dyno has for itself */
  gpus?: number;
}
