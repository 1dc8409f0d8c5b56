import type { PlacementRules } from './placement-rules.js';
import type { Reference } from './reference.js';

/** What becomes of a dyno whose checks fail for 30 s: another one, nothing, or another one while `quorum` others are healthy. */
export type OnUnhealthy = 'recreate' | 'none' | 'recreateOnQuorum';

/** How a dyno proves that it is well; without one, `PORT` must accept a TCP connection. */
export interface HealthCheck {
  protocol: 'http' | 'tcp';
  /** for http; 200 to 399 passes */
  path?: string;
  /** a named port of the process type; default: PORT */
  port_name?: string;
  interval_seconds: number;
  timeout_seconds: number;
  grace_seconds: number;
  max_consecutive_failures: number;
  /** default: recreate */
  on_unhealthy?: OnUnhealthy;
  /** for recreateOnQuorum; default 1 */
  quorum?: number;
}

export type UpdateStrategy = 'rolling' | 'canary' | 'bluegreen' | 'recreate';

/** How a process type goes from one release to the next. */
export interface UpdatePolicy {
  strategy: UpdateStrategy;
  /** of `quantity` dynos, ceil(quantity × this) stay ready */
  minimum_health_capacity: number;
  /** at most floor(quantity × (1 + this)) exist at once */
  maximum_over_capacity: number;
  /** how long a new dyno must be healthy before an old one goes */
  min_healthy_seconds: number;
  /** how long routers may take to let go of a dyno */
  drain_timeout_seconds: number;
  /** dynos of a new release that run beside all old ones until it is promoted */
  canary: number;
  /** share of the requests that goes to canaries, 0 to 1; null: by their number */
  canary_weight: number | null;
  /** requests with this header, `X-Canary: 1`, always go to canaries */
  canary_header: string | null;
  /** the same for a cookie, `beta=yes` */
  canary_cookie: string | null;
  /** null: somebody has to promote it */
  auto_promote_after_seconds: number | null;
  /** bluegreen: `manual` keeps the old dynos behind the new ones until somebody confirms it, or for so long */
  confirm: 'auto' | 'manual';
  keep_previous_seconds: number;
  /** a release that fails is followed by the last good one as a new release */
  auto_revert: boolean;
  /** share of the requests to a new release that may fail before it is taken back; null: any */
  max_error_rate: number | null;
  /** so many times as long as before may 95 % of the requests to it take; null: any */
  max_p95_ratio: number | null;
}

/** What a process type puts up with when a host is emptied or lost. */
export interface DisruptionPolicy {
  /** planned moves leave so many dynos ready; null: no such budget */
  min_available: number | null;
  /** planned moves take at most so many away at once; null: no such budget */
  max_unavailable: number | null;
  /** replaced so long after their host was found disconnected; null: when the host is given up */
  lost_after_seconds: number | null;
  /** false: they wait for their host to come back */
  replace: boolean;
  /** which one stays when a host comes back after its dynos were replaced */
  reconcile: 'keep_replacement' | 'keep_original' | 'longest_running' | 'best_score';
}

export interface Formation {
  id: string;
  app: Reference;
  type: string;
  command: string;
  quantity: number;
  size: string;
  dyno_size: Reference;
  created_at: string;
  updated_at: string;
  /** ours: thousandths of a core reserved by each dyno */
  cpu_millis: number;
  memory_mib: number;
  rules: PlacementRules;
  health_check: HealthCheck | null;
  update: UpdatePolicy;
  disruption: DisruptionPolicy;
}

/** PATCH /apps/:app/formation/:type */
export interface UpdateFormation {
  /** `3`, `"3"`, `"+1"` or `"-1"` */
  quantity?: number | string;
  /** accepted for Heroku's clients; sizes are cpu_millis and memory_mib here */
  size?: string;
  dyno_size?: string | { name: string };
  /** alone: releases what was pushed for this process type (tag, digest or image id), or takes it away (null) */
  docker_image?: string | null;
  cpu_millis?: number;
  memory_mib?: number;
  rules?: PlacementRules;
  /** null goes back to the TCP check */
  health_check?: HealthCheck | null;
  /** absent members stay as they are; null goes back to the default */
  update?: Partial<UpdatePolicy> | null;
  /** the same */
  disruption?: Partial<DisruptionPolicy> | null;
}

/** PATCH /apps/:app/formation: all of it or nothing. */
export interface BatchUpdateFormation {
  updates: (UpdateFormation & { type: string })[];
}
