import type { ContainerSpec } from '../container-spec.js';
import type { ContainerState, OurContainer } from '../our-container.js';
import { FakeLog } from './fake-log.js';
import type { FakeProgram, FakeResult } from './fake-program.js';
import { FakeSignal } from './fake-signal.js';

const SIGNALS: Record<string, number> = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGKILL: 9, SIGUSR1: 10, SIGTERM: 15 };

/** One container of a fake host. */
export class FakeContainer {
  state: ContainerState = 'created';
  exitCode?: number;
  oomKilled = false;
  startedAt?: Date;
  finishedAt?: Date;
  readonly log = new FakeLog();
  readonly ended = new FakeSignal();
  /** By absolute path. */
  readonly files = new Map<string, Buffer>();
  #runs: FakeResult = {};

  constructor(
    readonly id: string,
    readonly spec: ContainerSpec,
    private readonly clock: { now: () => Date; stamp: () => string },
  ) {}

  get isRunning(): boolean {
    return this.state === 'running';
  }

  start(program: FakeProgram): void {
    this.state = 'running';
    this.startedAt = this.clock.now();
    this.exitCode = undefined;
    this.finishedAt = undefined;
    this.log.reopen();
    const { command = [], env = {} } = this.spec;
    this.#runs = program({ argv: command, env, stdin: '' });
    this.say('stdout', this.#runs.stdout);
    this.say('stderr', this.#runs.stderr);
    if (this.#runs.exitCode !== undefined) this.end(this.#runs.exitCode);
  }

  signal(name: string): void {
    if (!this.isRunning || (this.#runs.ignoresTerm && name !== 'SIGKILL')) return;
    this.end(128 + (SIGNALS[name] ?? 15));
  }

  end(exitCode: number, { oomKilled = false } = {}): void {
    this.state = 'exited';
    this.exitCode = exitCode;
    this.oomKilled = oomKilled;
    this.finishedAt = this.clock.now();
    this.log.end();
    this.ended.give();
  }

  say(stream: 'stdout' | 'stderr', text = ''): void {
    const lines = text.replace(/\n$/, '').split('\n');
    if (text !== '') for (const line of lines) this.log.write(stream, line, this.clock.stamp());
  }

  view(): OurContainer {
    const hasEnded = this.state === 'exited';
    return {
      id: this.id,
      name: this.spec.name,
      labels: { ...this.spec.labels },
      state: this.state,
      ...(hasEnded && { exitCode: this.exitCode, oomKilled: this.oomKilled }),
      startedAt: this.startedAt,
      finishedAt: this.finishedAt,
      imageRef: this.spec.image,
      hostPorts: (this.spec.ports ?? []).map(({ containerPort, hostPort }) => ({ containerPort, hostPort })),
    };
  }
}
