import type { Readable } from 'node:stream';
import type { ContainerStats } from 'dockerode';
import { ContainerEngine } from './container-engine.js';
import type { ContainerProcess, ExecOptions } from './container-process.js';
import type { ContainerSpec } from './container-spec.js';
import { DEADLINES } from './docker/deadlines.js';
import type { Deadlines } from './docker/deadlines.js';
import { DockerArchives } from './docker/docker-archives.js';
import { openDockerClient } from './docker/docker-client.js';
import type { DockerClient } from './docker/docker-client.js';
import { DockerContainers } from './docker/docker-containers.js';
import { followEvents } from './docker/docker-events.js';
import { readBridgeGateway, readHostFacts } from './docker/docker-host-facts.js';
import { DockerHttp } from './docker/docker-http.js';
import { DockerImages } from './docker/docker-images.js';
import { readLogs } from './docker/docker-logs.js';
import { DockerProcesses } from './docker/docker-processes.js';
import { usageOf } from './docker/docker-stats.js';
import { DockerVolumes } from './docker/docker-volumes.js';
import { HostCalls } from './docker/host-calls.js';
import { OwnedContainers } from './docker/owned-containers.js';
import type { HostConnection } from './host-connection.js';
import type { HostFacts } from './host-facts.js';
import type { OurImage, PullOptions } from './image-types.js';
import type { LogLine, LogOptions } from './log-line.js';
import type { OurContainer } from './our-container.js';

export interface DockerEngineOptions {
  /** Id of this installation: the owner of what it makes. */
  installation: string;
  deadlines?: Partial<Deadlines>;
}

/** A Docker host over unix socket, mutual TLS or SSH. Connects when first asked. */
export class DockerEngine extends ContainerEngine {
  readonly host: { id: string; name: string };
  readonly #client: DockerClient;
  readonly #http: DockerHttp;
  readonly #owned: OwnedContainers;
  readonly #deadlines: Deadlines;
  readonly #containers: DockerContainers;
  readonly #images: DockerImages;
  readonly #volumes: DockerVolumes;
  readonly #processes: DockerProcesses;
  readonly #archives: DockerArchives;

  constructor(
    connection: HostConnection,
    private readonly options: DockerEngineOptions,
  ) {
    super();
    this.host = { id: connection.id, name: connection.name };
    const deadlines = (this.#deadlines = { ...DEADLINES, ...options.deadlines });
    const client = (this.#client = openDockerClient(connection));
    const calls = new HostCalls(this.host, { queueMs: deadlines.queueMs, onMiss: () => client.dropIdle() });
    const http = (this.#http = new DockerHttp(client, calls, this.host.name));
    const hostName = this.host.name;
    const ownership = { host: this.host, installation: options.installation, readMs: deadlines.readMs };
    const owned = (this.#owned = new OwnedContainers(http, ownership));
    this.#containers = new DockerContainers(http, owned, { ...ownership, deadlines });
    this.#images = new DockerImages({ http, calls, deadlines, hostName }, options.installation);
    this.#volumes = new DockerVolumes(http, ownership);
    this.#processes = new DockerProcesses({ http, calls, owned, deadlines, hostName });
    this.#archives = new DockerArchives(http, owned, deadlines);
  }

  async ping(): Promise<void> {
    const request = { operation: 'ping', method: 'GET', path: '/_ping', deadlineMs: this.#deadlines.pingMs } as const;
    (await this.#http.stream(request)).resume();
  }

  inspectHost(): Promise<HostFacts> {
    return readHostFacts(this.#http, this.#deadlines.readMs, this.#client.isLocal);
  }

  bridgeGateway(): Promise<string> {
    return readBridgeGateway(this.#http, this.#deadlines.readMs);
  }

  list({ labels = {} }: { labels?: Record<string, string> } = {}): Promise<OurContainer[]> {
    return this.#containers.list(labels);
  }

  inspect(id: string): Promise<OurContainer> {
    return this.#containers.inspect(id);
  }

  create(spec: ContainerSpec): Promise<string> {
    return this.#containers.create(spec);
  }

  start(id: string): Promise<void> {
    return this.#containers.start(id);
  }

  stop(id: string, graceMs: number): Promise<void> {
    return this.#containers.stop(id, graceMs);
  }

  kill(id: string, signal: string): Promise<void> {
    return this.#containers.kill(id, signal);
  }

  remove(id: string, options: { force?: boolean; volumes?: boolean } = {}): Promise<void> {
    return this.#containers.remove(id, options);
  }

  wait(id: string, deadlineMs: number): Promise<number> {
    return this.#containers.wait(id, deadlineMs);
  }

  exec(id: string, argv: string[], options: ExecOptions = {}): Promise<ContainerProcess> {
    return this.#processes.exec(id, argv, options);
  }

  attach(id: string, options: { stdin?: Readable; signal?: AbortSignal } = {}): Promise<ContainerProcess> {
    return this.#processes.attach(id, options);
  }

  putArchive(id: string, path: string, tar: Readable): Promise<void> {
    return this.#archives.put(id, path, tar);
  }

  getArchive(id: string, path: string): Promise<Readable> {
    return this.#archives.get(id, path);
  }

  logs(id: string, options: LogOptions): AsyncIterable<LogLine> {
    const tools = { http: this.#http, owned: this.#owned, deadlines: this.#deadlines, hostName: this.host.name };
    return readLogs(id, options, tools);
  }

  events({ signal }: { signal: AbortSignal }): AsyncIterable<'changed'> {
    const { installation } = this.options;
    return followEvents({ http: this.#http, installation, connectMs: this.#deadlines.readMs }, signal);
  }

  async stats(id: string): Promise<{ memoryMib: number; cpuPercent: number }> {
    const operation = `stats ${id}`;
    const path = `/containers/${await this.#owned.resolve(id, operation)}/stats`;
    const request = { operation, method: 'GET', path, query: { stream: false }, lane: 'read' } as const;
    return usageOf(await this.#http.json<ContainerStats>({ ...request, deadlineMs: this.#deadlines.readMs }));
  }

  pull(ref: string, options: PullOptions = {}): Promise<string> {
    return this.#images.pull(ref, options);
  }

  imageExists(ref: string): Promise<boolean> {
    return this.#images.exists(ref);
  }

  listImages(filter: { labels?: Record<string, string>; prefix?: string }): Promise<OurImage[]> {
    return this.#images.list(filter);
  }

  removeImage(ref: string): Promise<void> {
    return this.#images.remove(ref);
  }

  pruneDangling(): Promise<{ reclaimedMib: number }> {
    return this.#images.pruneDangling();
  }

  loadImage(tar: Readable): Promise<string[]> {
    return this.#images.load(tar);
  }

  createVolume(name: string, labels: Record<string, string> = {}): Promise<void> {
    return this.#volumes.create(name, labels);
  }

  removeVolume(name: string): Promise<void> {
    return this.#volumes.remove(name);
  }

  listVolumes(labels: Record<string, string> = {}): Promise<{ name: string; labels: Record<string, string> }[]> {
    return this.#volumes.list(labels);
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}
