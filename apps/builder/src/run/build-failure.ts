/** Why a build failed, for programs; people read the message. */
export type BuildFailureId =
  | 'source_unreachable'
  | 'source_refused'
  | 'source_too_large'
  | 'no_stack'
  | 'bad_procfile'
  | 'bad_manifest'
  | 'dockerfile_failed'
  | 'build_timeout'
  | 'build_stalled'
  | 'out_of_memory'
  | 'pids_limit'
  | 'output_limit'
  | 'disk_full'
  | 'no_place'
  | 'host_lost'
  | 'registry_unavailable'
  | 'worker_lost'
  | 'internal';

/** The build is over and its user is told why; everything else that is thrown is a bug or an outage. */
export class BuildFailure extends Error {
  constructor(
    readonly id: BuildFailureId,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'BuildFailure';
  }
}

/** Somebody asked for the end of the build. */
export class BuildCancelled extends Error {
  constructor() {
    super('The build was cancelled.');
    this.name = 'BuildCancelled';
  }
}

/** This process is ending: the build goes on in another worker. */
export class WorkerStopping extends Error {
  constructor() {
    super('The builder is being stopped.');
    this.name = 'WorkerStopping';
  }
}

/** The host that the build ran on is gone; the same build may succeed on another one. */
export class HostLost extends Error {
  constructor(
    readonly hostName: string,
    options?: { cause?: unknown },
  ) {
    super(`host ${hostName} was lost while it built`, options);
    this.name = 'HostLost';
  }
}
