import type { Reader } from './environment.js';
import { readWhole } from './read-whole.js';

/** How much a build may take before it is ended, and where its source is kept meanwhile. */
export interface BuildSettings {
  /** builds at once in one builder process */
  readonly concurrency: number;
  readonly timeoutMs: number;
  /** without any output */
  readonly stallMs: number;
  readonly sourceTimeoutMs: number;
  readonly sourceMib: number;
  readonly outputMib: number;
  readonly pids: number;
  /** of layers kept per app and host */
  readonly cacheMib: number;
  /** of its host's disk that a build must leave free */
  readonly diskFreeMib: number;
  /** directory for fetched sources */
  readonly workDir: string;
  /** private key for git over ssh; null: the builder account's own */
  readonly sshKeyFile: string | null;
}

export function readBuild(read: Reader): BuildSettings {
  return {
    concurrency: readWhole(read, 'BUILD_CONCURRENCY', 2),
    timeoutMs: readWhole(read, 'BUILD_TIMEOUT_SECONDS', 1200) * 1000,
    stallMs: readWhole(read, 'BUILD_STALL_SECONDS', 600) * 1000,
    sourceTimeoutMs: readWhole(read, 'BUILD_SOURCE_TIMEOUT_SECONDS', 300) * 1000,
    sourceMib: readWhole(read, 'BUILD_SOURCE_MIB', 1024),
    outputMib: readWhole(read, 'BUILD_OUTPUT_MIB', 20),
    pids: readWhole(read, 'BUILD_PIDS', 1024),
    cacheMib: readWhole(read, 'BUILD_CACHE_MIB', 5120),
    diskFreeMib: readWhole(read, 'BUILD_DISK_FREE_MIB', 1024),
    workDir: read.text('BUILD_WORK_DIR') ?? '/var/tmp/jujube-builds',
    sshKeyFile: read.text('GIT_SSH_KEY_FILE'),
  };
}
