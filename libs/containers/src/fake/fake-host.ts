import { createHash } from 'node:crypto';
import { containerCreateBody } from '../container-create-body.js';
import type { ContainerSpec } from '../container-spec.js';
import type { HostFacts } from '../host-facts.js';
import type { OurImage } from '../image-types.js';
import { FakeContainer } from './fake-container.js';
import { FakeFaults } from './fake-faults.js';
import { runsForEver } from './fake-program.js';
import type { FakeProgram } from './fake-program.js';
import { FakeSignal } from './fake-signal.js';

/** A Docker host in memory: what tests put in, break and look at. Several fake engines may look at one host. */
export class FakeHost {
  readonly faults: FakeFaults;
  readonly containers = new Map<string, FakeContainer>();
  readonly images = new Map<string, OurImage>();
  readonly volumes = new Map<string, Record<string, string>>();
  readonly changed = new FakeSignal();
  /** Images that a pull finds: reference → digest. */
  readonly registry = new Map<string, string>();
  readonly #programs = new Map<string, FakeProgram>();
  #count = 0;

  constructor(
    readonly name = 'fake',
    readonly facts: Partial<HostFacts> = {},
    private readonly now: () => Date = () => new Date(),
  ) {
    this.faults = new FakeFaults(name);
  }

  /** What `argv` does as a container's command or in exec; a command that is not described runs until it is stopped. */
  program(argv: string[], program: FakeProgram): void {
    this.#programs.set(argv.join(' '), program);
  }

  programFor(argv: string[] = []): FakeProgram {
    return this.#programs.get(argv.join(' ')) ?? runsForEver;
  }

  addImage(ref: string, labels: Record<string, string> = {}): void {
    const id = digestOf(`image ${ref}`);
    const [tags, digests] = ref.includes('@') ? [[], [ref]] : [[ref], []];
    this.images.set(ref, { id, tags, digests, labels, sizeMib: 1, createdAt: this.now() });
  }

  /** Makes an image that pulls find; answers its digest. */
  publish(ref: string): string {
    const digest = /@(.+)$/.exec(ref)?.[1] ?? digestOf(ref);
    this.registry.set(ref, digest);
    return digest;
  }

  /** Adds a container past all engines, as a person at the host would. */
  add(spec: ContainerSpec): FakeContainer {
    containerCreateBody(spec);
    const id = digestOf(`container ${++this.#count}`).slice('sha256:'.length);
    const container = new FakeContainer(id, spec, { now: this.now, stamp: () => this.#stamp() });
    this.containers.set(id, container);
    this.changed.give();
    return container;
  }

  find(idOrName: string): FakeContainer | undefined {
    return this.containers.get(idOrName) ?? [...this.containers.values()].find((each) => each.spec.name === idOrName);
  }

  /** The process of a container ends by itself. */
  exit(idOrName: string, exitCode: number, options: { oomKilled?: boolean } = {}): void {
    this.find(idOrName)?.end(exitCode, options);
    this.changed.give();
  }

  // rising, as two lines never have the same time
  #stamp(): string {
    const nanoseconds = String(++this.#count % 1_000_000).padStart(6, '0');
    return this.now().toISOString().replace('Z', `${nanoseconds}Z`);
  }
}

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
