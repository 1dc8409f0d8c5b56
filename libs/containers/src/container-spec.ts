/** Everything Jujube may ask of a container. What is not here (host paths, privileged mode, host network) cannot be asked for. */
export interface ContainerSpec {
  name: string;
  /** `repository@sha256:…` or another reference; the image must be on the host already (see `pull`). */
  image: string;
  command?: string[];
  entrypoint?: string[];
  env?: Record<string, string>;
  /** Ownership labels are added by the engine. */
  labels: Record<string, string>;
  /** Reservation in millicores: a share of the processor when it is short. */
  cpuMillis: number;
  /** Hard limit in millicores; none when absent. */
  cpuLimitMillis?: number;
  /** Hard limit of memory; swap is not given on top. */
  memoryMib: number;
  pidsLimit?: number;
  ports?: PortBinding[];
  /** Ids of graphics processors that it may use, as the engine names them; none when absent. */
  gpus?: readonly string[];
  user?: string;
  workdir?: string;
  /** Name of a network; the engine's default bridge when absent. */
  network?: string;
  tmpfs?: TmpfsMount[];
  volumes?: VolumeMount[];
  /** Beyond the default set; only for containers of kind `build`. */
  capAdd?: Capability[];
  /** Only for containers of kind `build`. */
  securityOpt?: SecurityOption[];
  readonlyRootfs?: boolean;
  stopSignal?: string;
  /** A small init as process 1 that reaps zombies and passes signals on; default true. */
  init?: boolean;
  logRotation?: { maxSizeMib: number; maxFiles: number };
  /** For `attach`: keep standard input open until the attached side closes it. */
  openStdin?: boolean;
  tty?: boolean;
}

export interface PortBinding {
  containerPort: number;
  /** 0: the engine chooses. */
  hostPort: number;
  hostIp?: string;
  /** Default tcp. */
  protocol?: 'tcp' | 'udp';
}

export interface VolumeMount {
  /** Name of a volume, never a path of the host. */
  name: string;
  target: string;
  readonly?: boolean;
}

export interface TmpfsMount {
  target: string;
  sizeMib: number;
  /** Programs may be run from it; default false. */
  executable?: boolean;
}

export type Capability = 'SYS_ADMIN' | 'SYS_CHROOT' | 'SETFCAP' | 'MKNOD' | 'AUDIT_WRITE' | 'SYS_PTRACE' | 'NET_ADMIN';
export type SecurityOption = 'seccomp=unconfined' | 'apparmor=unconfined' | 'label=disable';
