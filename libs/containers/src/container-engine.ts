import type { Readable } from 'node:stream';
import type { ContainerSpec } from './container-spec.js';
import type { HostFacts } from './host-facts.js';
import type { ContainerProcess, ExecOptions } from './container-process.js';
import type { OurImage, PullOptions } from './image-types.js';
import type { LogLine, LogOptions } from './log-line.js';
import type { OurContainer } from './our-container.js';

/**
 * One Docker host, seen through the calls that Jujube needs. Every call ends by a deadline, and fails only with EngineError.
 * Whatever carries other labels than this installation's is invisible in lists and refused (`not_found`) by every change.
 */
export abstract class ContainerEngine {
  abstract readonly host: { id: string; name: string };

  abstract ping(): Promise<void>;
  abstract inspectHost(): Promise<HostFacts>;
  /** Address of the host on its default bridge, as containers see it. */
  abstract bridgeGateway(): Promise<string>;

  /** All containers of this installation in any state, or those that carry all of `labels`. */
  abstract list(options?: { labels?: Record<string, string> }): Promise<OurContainer[]>;
  /** `id` may be a name, here and below. `not_found` when it is missing or foreign. */
  abstract inspect(id: string): Promise<OurContainer>;
  /**
   * Makes the container (not started) and returns its id. When one with this name and all these labels exists, that one
   * is adopted; another one under the name is a `conflict`. `no_such_image` when the image has to be pulled first.
   */
  abstract create(spec: ContainerSpec): Promise<string>;
  /** Nothing happens when it runs already. `conflict` when a host port is taken. */
  abstract start(id: string): Promise<void>;
  /** Stop signal, then SIGKILL after `graceMs`. Nothing happens when it does not run. */
  abstract stop(id: string, graceMs: number): Promise<void>;
  /** `signal` as in `SIGKILL`. Nothing happens when it does not run. */
  abstract kill(id: string, signal: string): Promise<void>;
  /** Nothing happens when it is gone. `volumes`: its anonymous volumes go too. */
  abstract remove(id: string, options?: { force?: boolean; volumes?: boolean }): Promise<void>;
  /** Exit code, as soon as the container does not run; `timeout` after `deadlineMs`. */
  abstract wait(id: string, deadlineMs: number): Promise<number>;

  /** Runs `argv` in a running container. */
  abstract exec(id: string, argv: string[], options?: ExecOptions): Promise<ContainerProcess>;
  /** Connects to the container's own process; to be called before `start` so that no output is missed. */
  abstract attach(id: string, options?: { stdin?: Readable; signal?: AbortSignal }): Promise<ContainerProcess>;
  /** Unpacks a tar below `path` of the container, which need not run. */
  abstract putArchive(id: string, path: string, tar: Readable): Promise<void>;
  abstract getArchive(id: string, path: string): Promise<Readable>;

  /** Ends with the container when it follows, and at once when `signal` is given and aborts. */
  abstract logs(id: string, options: LogOptions): AsyncIterable<LogLine>;
  /** Says 'look again': after every (re)connect and after every event. Never throws, ends when `signal` aborts. */
  abstract events(options: { signal: AbortSignal }): AsyncIterable<'changed'>;
  /** Takes up to two seconds: the processor share is a difference of two samples. 100 % = one core. */
  abstract stats(id: string): Promise<{ memoryMib: number; cpuPercent: number }>;

  /** Fetches an image and returns its digest (`sha256:…`), checked against what the engine has afterwards. */
  abstract pull(ref: string, options?: PullOptions): Promise<string>;
  abstract imageExists(ref: string): Promise<boolean>;
  /** Images of which a label or a reference matches; an image counts when any of its references starts with `prefix`. */
  abstract listImages(filter: { labels?: Record<string, string>; prefix?: string }): Promise<OurImage[]>;
  /** Nothing happens when it is gone. `conflict` while a container uses it. */
  abstract removeImage(ref: string): Promise<void>;
  /** Removes untagged images that this installation's builds left behind; returns the space won. */
  abstract pruneDangling(): Promise<{ reclaimedMib: number }>;
  /** Loads a `docker save` archive; returns the references in it. */
  abstract loadImage(tar: Readable): Promise<string[]>;

  /** Makes a volume, or finds the one that this installation made under this name. */
  abstract createVolume(name: string, labels?: Record<string, string>): Promise<void>;
  /** Nothing happens when it is gone. `conflict` while a container uses it. */
  abstract removeVolume(name: string): Promise<void>;
  abstract listVolumes(labels?: Record<string, string>): Promise<{ name: string; labels: Record<string, string> }[]>;

  /** Ends all connections; calls in flight fail. */
  abstract close(): Promise<void>;
}
