/** One thing that the preflight looked at. */
export interface HostFinding {
  check: string;
  ok: boolean;
  /** a host that fails a required check is refused */
  required: boolean;
  message: string;
  /** the line that mends it */
  mend?: string;
}

/** The preflight report of `hosts:add` and `hosts:reconnect`. */
export interface HostReport {
  reachable: boolean;
  engine_version: string | null;
  api_version: string | null;
  capacity: { cpu_millis: number; memory_mib: number } | null;
  address: string | null;
  findings: HostFinding[];
}
