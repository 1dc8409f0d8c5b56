/** What a host itself must be like: `IS`, `LIKE`, `UNLIKE`, and `CLUSTER` with a value (which is the same as `IS`). */
export interface HostRule {
  readonly field: string;
  readonly operator: 'IS' | 'LIKE' | 'UNLIKE';
  /** a text, or for LIKE and UNLIKE a regular expression (RE2) that must match the whole value */
  readonly value: string;
}

/** At most `max` dynos of the process type where hosts have the same value of `field`: `UNIQUE` (1) and `MAX_PER`. */
export interface DomainLimit {
  readonly field: string;
  readonly max: number;
}

/** Keep the numbers of dynos per value of `field` close to each other: `GROUP_BY` and Kubernetes' topology spread. */
export interface SpreadRule {
  readonly field: string;
  /** a value may have at most so many dynos more than the one that has fewest */
  readonly maxSkew: number;
  /** while fewer values than this are known, the smallest number counts as 0 */
  readonly minDomains: number;
  /** true: DoNotSchedule. false: ScheduleAnyway, a preference */
  readonly isRequired: boolean;
  /** 1 to 100: how strong a preference is */
  readonly weight: number;
}

interface Attraction {
  /** hosts with the same value of this field count as one place */
  readonly field: string;
  /** -100 to 100; below 0: away from it */
  readonly weight: number;
  /** true: a condition, whose direction is the sign of the weight */
  readonly isRequired: boolean;
}

/** Towards (or away from) places where a host has a label (`disk=ssd`, or `disk` with any value) or a name. */
export interface HostAffinity extends Attraction {
  readonly label: string;
  /** null: any */
  readonly value: string | null;
}

/** Towards (or away from) places where a dyno of a service stays. */
export interface ServiceAffinity extends Attraction {
  /** `<app id>/<process type>` */
  readonly service: string;
  /** for people: `shop.web` */
  readonly serviceName: string;
}

/** A port beside `PORT`, which a dyno listens on and its host publishes. */
export interface NamedPort {
  readonly name: string;
  readonly containerPort: number;
  /** absent: one that the platform chooses */
  readonly hostPort?: number;
  readonly protocol: 'tcp' | 'udp';
}

/** Rules for where dynos of a process type may go, in the form in which placement reads them. Absent members: no such rule. */
export interface PlacementRules {
  readonly pool: string;
  /** host labels that must match exactly */
  readonly hostLabels: Readonly<Record<string, string>>;
  /** hard anti-affinity: at most one dyno of this process type (and generation) per host */
  readonly isOnePerHost: boolean;
  readonly hostRules?: readonly HostRule[];
  readonly domainLimits?: readonly DomainLimit[];
  /** `CLUSTER` without a value: all dynos where the first one is, by field */
  readonly clusterFields?: readonly string[];
  readonly spread?: readonly SpreadRule[];
  readonly hostAffinity?: readonly HostAffinity[];
  readonly serviceAffinity?: readonly ServiceAffinity[];
  /** values of the host label `requires` that these dynos put up with; other hosts of that kind are left alone */
  readonly tolerations?: readonly string[];
  /** 0 to 100, default 50: who is placed first when not everything fits */
  readonly priority?: number;
  /** published on this very port of the host, so that one host takes one such dyno */
  readonly hostPort?: number;
  readonly ports?: readonly NamedPort[];
  /** how many graphics processors each dyno has for itself */
  readonly gpus?: number;
}

export const DEFAULT_POOL = 'default';
export const DEFAULT_PRIORITY = 50;
