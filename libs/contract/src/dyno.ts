import type { Reference } from './reference.js';

/**
 * Heroku's states plus `stopping`, and `blocked`: wanted, but no host can take it (`reason` says why). `down` is held empty by
 * ps:stop, `crashed` starts again after a pause.
 */
export type DynoState = 'starting' | 'up' | 'stopping' | 'crashed' | 'down' | 'blocked';

/** A command to run inside a dyno. */
export interface ExecInDyno {
  command: string;
  env?: Record<string, string | number>;
  /** without a terminal: output and errors apart, input that ends */
  force_no_tty?: boolean;
}

/** A command to run once. */
export interface CreateDyno extends ExecInDyno {
  /** false: it runs on its own, and its output goes to the app's log */
  attach?: boolean;
  /** `250m-256Mi`, as a dyno shows it; Heroku's names are taken and ignored */
  size?: string;
  type?: string;
  /** seconds */
  time_to_live?: number;
}

export interface Dyno {
  id: string;
  /** process type and slot: `web.1` */
  name: string;
  type: string;
  command: string;
  state: DynoState;
  size: string;
  app: Reference;
  release: { id: string; version: number };
  attach_url: string | null;
  created_at: string;
  /** since when it is in `state` */
  updated_at: string;
  /** ours: where it runs; null while it has no container: blocked or down */
  host: Reference | null;
  /** ours: where its named ports are reached, `10.0.0.7:20003` by name */
  ports: Record<string, string>;
  /** ours: ids of the graphics processors that it has for itself */
  gpus: string[];
  healthy: boolean;
  /** why it is blocked, down, crashed (and when it starts again) or not healthy */
  reason: string | null;
  /** ours: of a one-off dyno that has ended */
  exit_status: number | null;
}
