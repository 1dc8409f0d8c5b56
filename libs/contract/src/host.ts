import type { Reference } from './reference.js';
import type { HostReport } from './host-report.js';

export type HostStatus = 'ready' | 'disconnected' | 'down' | 'unknown';
export const SANDBOX_MODES = ['default', 'strict', 'privileged'] as const;
export type SandboxMode = (typeof SANDBOX_MODES)[number];

/** Integers: thousandths of a core, MiB. */
export interface HostResources {
  cpu_millis: number;
  memory_mib: number;
}

/** With graphics processors, which dynos have for themselves. */
export interface HostHoldings extends HostResources {
  gpus: number;
}

/** GET /hosts, GET /hosts/:host (id or name). */
export interface Host {
  id: string;
  name: string;
  url: string;
  /** at which its published ports are reached */
  address: string | null;
  labels: Record<string, string>;
  pool: string;
  /** whose apps it serves; null: those that are in none */
  environment: Reference | null;
  sandbox: SandboxMode;
  /** `unknown` until the scheduler has looked at it once */
  status: HostStatus;
  reason: string | null;
  cordoned: boolean;
  draining: boolean;
  capacity: HostHoldings;
  reserved: HostHoldings;
  /** dynos that run there now */
  dynos: number;
  engine_version: string | null;
  live_restore: boolean;
  last_seen_at: string | null;
  created_at: string;
  updated_at: string;
}

/** PUT /hosts/:host/connection: the same engine by another address or other keys. What is absent is not kept. */
export interface ReconnectHost {
  /** `tcp://host:2376`, `ssh://user@host[:22]` or `unix:///path.sock` */
  url: string;
  address?: string;
  /** PEM texts, for tcp */
  tls?: { ca: string; cert: string; key: string };
  /** for ssh; `host_key` is `SHA256:…` or a public key as in known_hosts */
  ssh?: { host_key: string; private_key?: string };
  /** accept a host that fails required checks, though it was reached */
  force?: boolean;
}

/** POST /hosts: asked through the scheduler (at most 10 s); an unreachable one is refused. */
export interface CreateHost extends ReconnectHost {
  name: string;
  labels?: Record<string, string>;
  pool?: string;
  sandbox?: SandboxMode;
}

/** Answer to POST /hosts and PUT /hosts/:host/connection */
export interface RegisteredHost extends Host {
  report: HostReport;
}

/** PATCH /hosts/:host. A null label is removed, others are merged. */
export interface UpdateHost {
  /** id or name; null: none */
  environment?: string | null;
  address?: string;
  labels?: Record<string, string | null>;
  pool?: string;
  sandbox?: SandboxMode;
}
