import type { PlacementRules } from './placement-rules.js';
import type { Reference } from './reference.js';

/** How a dyno proves that it is well; without one, `PORT` must accept a TCP connection. */
export interface HealthCheck {
  protocol: 'http' | 'tcp';
  /** for http; 200 to 399 passes */
  path?: string;
  interval_seconds: number;
  timeout_seconds: number;
  grace_seconds: number;
  max_consecutive_failures: number;
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
}

/** PATCH /apps/:app/formation/:type */
export interface UpdateFormation {
  /** `3`, `"3"`, `"+1"` or `"-1"` */
  quantity?: number | string;
  /** accepted for Heroku's clients; sizes are cpu_millis and memory_mib here */
  size?: string;
  dyno_size?: string | { name: string };
  cpu_millis?: number;
  memory_mib?: number;
  rules?: PlacementRules;
  /** null goes back to the TCP check */
  health_check?: HealthCheck | null;
}

/** PATCH /apps/:app/formation: all of it or nothing. */
export interface BatchUpdateFormation {
  updates: (UpdateFormation & { type: string })[];
}
