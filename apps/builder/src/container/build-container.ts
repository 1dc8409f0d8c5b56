import type { Readable } from 'node:stream';
import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import { collectOutput } from '@jujube/containers/collect-output.js';
import { isEngineError } from '@jujube/containers/engine-error.js';
import type { OurContainer } from '@jujube/containers/our-container.js';
import type { BuildOutput } from '../output/build-output.js';

/** A running build container on its host. */
export class BuildContainer {
  constructor(
    readonly engine: ContainerEngine,
    private readonly id: string,
  ) {}

  /** @param tar unpacked at `/` */
  async put(tar: Readable): Promise<void> {
    await this.engine.putArchive(this.id, '/', tar);
  }

  async start(): Promise<void> {
    await this.engine.start(this.id);
  }

  /** Runs a program with its output into the build's; answers its exit code. */
  async run(argv: string[], to: { output: BuildOutput; deadlineMs: number; signal: AbortSignal }): Promise<number> {
    const { deadlineMs, signal } = to;
    const program = await this.engine.exec(this.id, argv, { deadlineMs, signal });
    const streams = [program.stdout, program.stderr] as AsyncIterable<Buffer>[];
    const [exitCode] = await Promise.all([program.exitCode, ...streams.map((stream) => to.output.pump(stream))]);
    return exitCode;
  }

  /** Runs a program silently; answers how it ended and what it printed. */
  async ask(argv: string[], limit: { signal?: AbortSignal; deadlineMs?: number } = {}) {
    return collectOutput(await this.engine.exec(this.id, argv, limit), 64 * 1024);
  }

  /** As ask, for a program that cannot fail but by a fault of ours. */
  async must(argv: string[], limit: { signal?: AbortSignal; deadlineMs?: number } = {}): Promise<void> {
    const { exitCode, stderr } = await this.ask(argv, limit);
    if (exitCode !== 0) throw new Error(`${argv.join(' ')} ended with ${exitCode}: ${stderr.slice(-500)}`);
  }

  async sizeMib(directory: string): Promise<number> {
    const { stdout } = await this.ask(['du', '--summarize', '--block-size=1M', directory], { deadlineMs: 20_000 });
    return Number.parseInt(stdout, 10);
  }

  /** Ends whatever still runs in it, so that its end says what went wrong. */
  async kill(): Promise<OurContainer> {
    await this.engine.kill(this.id, 'SIGKILL');
    await this.engine.wait(this.id, 10_000);
    return this.engine.inspect(this.id);
  }

  /** Nothing of it is left. A host that is gone keeps it until somebody looks there again (cleanup). */
  async remove(): Promise<void> {
    await this.engine.remove(this.id, { force: true, volumes: true }).catch((error: unknown) => {
      if (!isEngineError(error)) throw error;
    });
  }
}
