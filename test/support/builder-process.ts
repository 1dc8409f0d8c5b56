import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { eventually } from './eventually.js';

const MAIN = path.resolve(import.meta.dirname, '../../dist/apps/builder/src/main.js');

/** The builder as it is installed: a process of its own (`npm run build` makes it). */
export class BuilderProcess {
  private log = '';
  private readonly exited: Promise<unknown[]>;

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (this.log += String(chunk)));
    this.exited = once(child, 'exit');
  }

  static async start(environment: Record<string, string>): Promise<BuilderProcess> {
    const env = { PATH: process.env['PATH'], ...environment };
    const builder = new BuilderProcess(spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] }));
    await eventually(
      () => {
        if (!builder.log.includes('"msg":"ready"')) throw new Error(`the builder is not ready:\n${builder.log}`);
      },
      { withinMs: 30_000 },
    );
    return builder;
  }

  /** Answers the exit code; null after a signal that it does not handle. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill(signal);
    const [code] = await this.exited;
    return code as number | null;
  }
}
