import type { Resources } from '../quantity/resources.js';

/** `ready` answers; `disconnected` has been silent for 15 s; `down` for 45 s or is known gone (connection refused). */
export type HostStatus = 'ready' | 'disconnected' | 'down';

/** How far builds are confined on a host (libs/containers README). */
export type SandboxMode = 'default' | 'strict' | 'privileged';

/** A registered Docker engine as placement sees it. */
export interface Host {
  readonly id: string;
  readonly name: string;
  readonly pool: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly status: HostStatus;
  /** since when `status` is another than ready; null while it is, or when nobody knows */
  readonly notReadySinceMs?: number | null;
  /** false after `hosts:cordon`: keeps what it has, gets nothing new */
  readonly eligible: boolean;
  /** true after `hosts:drain`: what it has moves away */
  readonly draining: boolean;
  /** what may be reserved in all */
  readonly allocatable: Resources;
  /** inclusive range of host ports that dynos may publish */
  readonly portRange: { readonly from: number; readonly to: number };
  /** ids of its graphics processors; absent: none */
  readonly gpus?: readonly string[];
}
