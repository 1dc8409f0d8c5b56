export type ConstraintOperator = 'UNIQUE' | 'CLUSTER' | 'LIKE' | 'UNLIKE' | 'MAX_PER' | 'IS' | 'GROUP_BY';

/** Marathon's form: `['zone', 'GROUP_BY', '3']`. */
export type ConstraintTuple = readonly [field: string, operator: string, value?: string];

export interface AffinityWish {
  readonly target: 'host' | 'service' | 'label';
  /** a host's name; `web` or `shop.web`; `disk=ssd` or `disk` */
  readonly selector: string;
  /** default: hostname */
  readonly topologyKey?: string;
  /** -100 to 100, not 0; default 100 */
  readonly weight?: number;
  readonly isRequired?: boolean;
}

export interface SpreadWish {
  readonly topologyKey: string;
  /** default 1 */
  readonly maxSkew?: number;
  readonly minDomains?: number;
  /** default DoNotSchedule */
  readonly whenUnsatisfiable?: 'DoNotSchedule' | 'ScheduleAnyway';
  /** 1 to 100, default 50; for ScheduleAnyway */
  readonly weight?: number;
}

export interface PortWish {
  /** stands in the variable `PORT_<NAME>` */
  readonly name: string;
  /** default: 5001, 5002 … by its place in the list */
  readonly containerPort?: number;
  /** default: one that the platform chooses */
  readonly hostPort?: number;
  /** default: tcp */
  readonly protocol?: 'tcp' | 'udp';
}

/** Where dynos of a process type may go, as people write it and as it is stored. Missing members mean 'no rule'. */
export interface RulesWish {
  readonly pool?: string;
  readonly hostLabels?: Readonly<Record<string, string>>;
  readonly isOnePerHost?: boolean;
  readonly constraints?: readonly ConstraintTuple[];
  readonly affinity?: readonly AffinityWish[];
  readonly spread?: readonly SpreadWish[];
  readonly tolerations?: readonly string[];
  readonly priority?: number;
  /** published on this port of the host instead of one from the range */
  readonly hostPort?: number;
  /** beside `PORT` */
  readonly ports?: readonly PortWish[];
  /** graphics processors per dyno */
  readonly gpus?: number;
}
