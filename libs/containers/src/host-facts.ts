/** What an engine says about its host: capacity for placement, and what the preflight report shows. */
export interface HostFacts {
  /** The machine's own name. */
  name: string;
  version: string;
  apiVersion: string;
  cpus: number;
  cpuMillis: number;
  memoryMib: number;
  /** Free space below the engine's data directory; absent where it cannot be read from here. */
  diskFreeMib?: number;
  /** Containers survive a restart of the engine. */
  liveRestore: boolean;
  storageDriver: string;
  os: string;
  arch: string;
  cgroupVersion: '1' | '2';
  /** Its clock when it answered; absent where the engine does not tell. */
  clock?: Date;
  /** Ids of its graphics processors, as the engine's `node-generic-resources` name them. */
  gpus: string[];
  /** `host:port` and CIDR entries of registries that the engine talks to without TLS. */
  insecureRegistries: string[];
}
