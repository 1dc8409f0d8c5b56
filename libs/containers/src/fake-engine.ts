import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { ContainerEngine } from './container-engine.js';
import type { ContainerProcess, ExecOptions } from './container-process.js';
import type { ContainerSpec } from './container-spec.js';
import { packFrom, unpackInto } from './fake/fake-archives.js';
import type { FakeContainer } from './fake/fake-container.js';
import { FakeHost } from './fake/fake-host.js';
import { FakeImages } from './fake/fake-images.js';
import { FakeVolumes } from './fake/fake-volumes.js';
import type { HostFacts } from './host-facts.js';
import type { OurImage, PullOptions } from './image-types.js';
import { hasLabels, isOurs, ownershipLabels } from './labels.js';
import type { LogLine, LogOptions } from './log-line.js';
import type { OurContainer } from './our-container.js';

/** A ContainerEngine over a host in memory, for tests; keeps to the same contract suite as the real one. */
export class FakeEngine extends ContainerEngine {
  readonly host: { id: string; name: string };
  readonly #images: FakeImages;
  readonly #volumes: FakeVolumes;

  /** @param fake the host, to be scripted and broken by the test */
  constructor(
    readonly fake: FakeHost = new FakeHost(),
    private readonly installation = 'test',
  ) {
    super();
    this.host = { id: fake.name, name: fake.name };
    this.#images = new FakeImages(fake);
    this.#volumes = new FakeVolumes(fake, installation);
  }

  ping(): Promise<void> {
    return this.#call('ping', '', () => {});
  }

  inspectHost(): Promise<HostFacts> {
    return this.#call('inspectHost', '', () => ({ ...DEFAULT_FACTS, name: this.host.name, ...this.fake.facts }));
  }

  bridgeGateway(): Promise<string> {
    return this.#call('bridgeGateway', '', () => '172.17.0.1');
  }

  list({ labels = {} }: { labels?: Record<string, string> } = {}): Promise<OurContainer[]> {
    const wanted = { ...ownershipLabels(this.installation), ...labels };
    const all = () => [...this.fake.containers.values()].filter((each) => hasLabels(each.spec.labels, wanted));
    return this.#call('list', '', () => all().map((each) => each.view()));
  }

  inspect(id: string): Promise<OurContainer> {
    return this.#call('inspect', id, () => this.#ours('inspect', id).view());
  }

  create(spec: ContainerSpec): Promise<string> {
    const labels = { ...spec.labels, ...ownershipLabels(this.installation) };
    return this.#call('create', spec.name, () => {
      const existing = this.fake.find(spec.name);
      if (existing && hasLabels(existing.spec.labels, labels)) return existing.id;
      if (existing) throw this.fake.faults.error('conflict', 'create', `the name ${spec.name} is taken`);
      if (!this.fake.images.has(spec.image))
        throw this.fake.faults.error('no_such_image', 'create', `no image ${spec.image}`);
      return this.fake.add({ ...spec, labels }).id;
    });
  }

  start(id: string): Promise<void> {
    return this.#change('start', id, (container) => {
      if (container.isRunning) return;
      this.#refuseTakenPort(container);
      container.start(this.fake.programFor(container.spec.command));
    });
  }

  stop(id: string, _graceMs: number): Promise<void> {
    return this.#change('stop', id, (container) => {
      container.signal(container.spec.stopSignal ?? 'SIGTERM');
      container.signal('SIGKILL');
    });
  }

  kill(id: string, signal: string): Promise<void> {
    return this.#change('kill', id, (container) => container.signal(signal));
  }

  remove(id: string, { force = false }: { force?: boolean; volumes?: boolean } = {}): Promise<void> {
    return this.#call('remove', id, () => {
      if (!this.fake.find(id)) return;
      const container = this.#ours('remove', id);
      if (container.isRunning && !force) throw this.fake.faults.error('conflict', 'remove', `${id} is running`);
      container.signal('SIGKILL');
      this.fake.containers.delete(container.id);
      this.fake.changed.give();
    });
  }

  wait(id: string, deadlineMs: number): Promise<number> {
    return this.#call('wait', id, async () => {
      const container = this.#ours('wait', id);
      const late = AbortSignal.timeout(deadlineMs);
      while (container.isRunning && !late.aborted) await container.ended.next(late);
      if (container.isRunning)
        throw this.fake.faults.error('timeout', 'wait', `${id} still runs after ${deadlineMs} ms`);
      return container.exitCode ?? 0;
    });
  }

  exec(id: string, argv: string[], { stdin, env = {} }: ExecOptions = {}): Promise<ContainerProcess> {
    return this.#call('exec', id, async () => {
      const container = this.#ours('exec', id);
      if (!container.isRunning) throw this.fake.faults.error('conflict', 'exec', `${id} is not running`);
      const run = { argv, env: { ...container.spec.env, ...env }, stdin: stdin ? await text(stdin) : '' };
      const { stdout = '', stderr = '', exitCode = 0 } = this.fake.programFor(argv)(run);
      return { stdout: streamOf(stdout), stderr: streamOf(stderr), exitCode: Promise.resolve(exitCode), resize };
    });
  }

  attach(id: string, { signal }: { stdin?: Readable; signal?: AbortSignal } = {}): Promise<ContainerProcess> {
    return this.#call('attach', id, () => {
      const container = this.#ours('attach', id);
      const output = (stream: LogLine['stream']) => Readable.from(outputOf(container, stream, signal));
      const exitCode = container.ended.next(signal).then(() => container.exitCode ?? 0);
      return { stdout: output('stdout'), stderr: output('stderr'), exitCode, resize };
    });
  }

  putArchive(id: string, path: string, tar: Readable): Promise<void> {
    return this.#call('putArchive', id, () => unpackInto(this.#ours('putArchive', id).files, path, tar));
  }

  getArchive(id: string, path: string): Promise<Readable> {
    return this.#call('getArchive', id, () => {
      const tar = packFrom(this.#ours('getArchive', id).files, path);
      if (!tar) throw this.fake.faults.error('not_found', 'getArchive', `no ${path} in ${id}`);
      return tar;
    });
  }

  async *logs(id: string, options: LogOptions): AsyncGenerator<LogLine> {
    const log = await this.#call('logs', id, () => this.#ours('logs', id).log);
    yield* log.read(options);
  }

  async *events({ signal }: { signal: AbortSignal }): AsyncGenerator<'changed'> {
    while (!signal.aborted) {
      const next = this.fake.changed.next(signal);
      yield 'changed';
      await next;
    }
  }

  stats(id: string): Promise<{ memoryMib: number; cpuPercent: number }> {
    return this.#call('stats', id, () => ({ memoryMib: this.#ours('stats', id).isRunning ? 1 : 0, cpuPercent: 0 }));
  }

  pull(ref: string, _options: PullOptions = {}): Promise<string> {
    return this.#images.pull(ref);
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

  async close(): Promise<void> {}

  #call<T>(operation: string, target: string, work: () => T | Promise<T>): Promise<T> {
    return this.fake.faults.around(operation, target, work);
  }

  #change(operation: string, id: string, work: (container: FakeContainer) => void): Promise<void> {
    return this.#call(operation, this.fake.find(id)?.spec.name ?? id, () => {
      work(this.#ours(operation, id));
      this.fake.changed.give();
    });
  }

  #ours(operation: string, id: string): FakeContainer {
    const found = this.fake.find(id);
    if (found && isOurs(found.spec.labels, this.installation)) return found;
    throw this.fake.faults.error('not_found', operation, `no container ${id} of this installation`);
  }

  #refuseTakenPort(container: FakeContainer): void {
    const wanted = portsOf(container);
    for (const other of this.fake.containers.values()) {
      if (!other.isRunning || other === container) continue;
      const taken = portsOf(other).find((port) => wanted.includes(port));
      if (taken) throw this.fake.faults.error('conflict', 'start', `port ${taken} is already allocated`);
    }
  }
}

const DEFAULT_FACTS: HostFacts = {
  name: 'fake',
  version: '20.10.24',
  apiVersion: '1.41',
  cpus: 2,
  cpuMillis: 2000,
  memoryMib: 4096,
  diskFreeMib: 20_000,
  liveRestore: true,
  storageDriver: 'overlay2',
  os: 'fake',
  arch: 'x86_64',
  cgroupVersion: '2',
  gpus: [],
  insecureRegistries: [],
};

const streamOf = (output: string) => Readable.from(output === '' ? [] : [Buffer.from(output)]);

const portsOf = ({ spec }: FakeContainer) => (spec.ports ?? []).map((port) => port.hostPort).filter((port) => port > 0);

async function* outputOf(container: FakeContainer, stream: LogLine['stream'], signal?: AbortSignal) {
  for await (const line of container.log.read({ follow: true, signal })) {
    if (line.stream === stream) yield Buffer.from(`${line.text}\n`);
  }
}

// a host in memory has no terminals
const resize = () => Promise.resolve();
