import { execFile, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { ConfigPaths } from '../config/config-paths.js';
import { HaproxyError, MasterSocket } from './master-socket.js';

const START_DEADLINE_MS = 10_000;
const CHECK_DEADLINE_MS = 15_000;

/** HAProxy in master-worker mode. It outlives the router, which finds it again by its master socket. */
export class HaproxyProcess {
  readonly master: MasterSocket;

  constructor(
    private readonly binary: string,
    private readonly paths: ConfigPaths,
  ) {
    this.master = new MasterSocket(paths.masterSocket);
  }

  /** @throws HaproxyError with HAProxy's own words when the file would not be taken */
  async validate(configPath: string): Promise<void> {
    try {
      await promisify(execFile)(this.binary, ['-c', '-f', configPath], { timeout: CHECK_DEADLINE_MS });
    } catch (cause) {
      const { stderr, message } = cause as Error & { stderr?: string };
      throw new HaproxyError(`HAProxy refuses ${configPath}: ${(stderr || message).trim()}`, { cause });
    }
  }

  /** By its process, not by its socket: that is silent for a moment in every reload. */
  isRunning(): boolean {
    try {
      const pid = this.readPid();
      return pid !== null && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(this.paths.config);
    } catch {
      return false;
    }
  }

  /**
   * Serves the last good configuration, if there is one and nobody serves it: needs nothing of the control plane. Answers why
   * that failed: it may name a port that somebody else took since, and the next configuration another one.
   */
  async resume(): Promise<string | null> {
    if (!existsSync(this.paths.config) || this.isRunning()) return null;
    return this.start().then(
      () => null,
      (error: Error) => error.message,
    );
  }

  async start(): Promise<void> {
    const log = openSync(this.paths.log, 'a', 0o600);
    const argv = ['-W', '-S', `${this.paths.masterSocket},mode,600`, '-p', this.paths.pidFile, '-f', this.paths.config];
    const child = spawn(this.binary, argv, { detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    child.unref();
    let failure: Error | undefined;
    child.on('error', (error) => (failure = error));
    child.on('exit', (code) => (failure ??= new Error(`it ended with ${code}; see ${this.paths.log}`)));
    await this.wait('start', async () => {
      if (failure) throw new HaproxyError(`${this.binary} did not start: ${failure.message}`, { cause: failure });
      return (await this.workers()).length > 0;
    });
  }

  /** A new worker takes over the listening sockets; the former one finishes its requests. */
  async reload(): Promise<void> {
    const [former] = await this.workers();
    await this.master.send(['reload']);
    await this.wait('reload', async () => {
      const [current, ...rest] = await this.workers();
      return current !== undefined && current !== former && this.haveLetGo(rest);
    });
  }

  async stop(): Promise<void> {
    const pid = this.readPid();
    if (pid === null || !this.isRunning()) return;
    process.kill(pid, 'SIGTERM');
    await this.wait('stop', async () => !this.isRunning());
  }

  /** Former workers may take connections for a moment longer; by then they would answer with former routes. */
  private async haveLetGo(workers: readonly number[]): Promise<boolean> {
    const infos = workers.map((worker) => this.master.send([`@!${worker} show info`]).catch(() => ''));
    return (await Promise.all(infos)).every((info) => !/^Stopping: 0$/m.test(info));
  }

  private workers(): Promise<number[]> {
    return this.master.workers().catch(() => []);
  }

  private readPid(): number | null {
    const pid = existsSync(this.paths.pidFile) ? Number.parseInt(readFileSync(this.paths.pidFile, 'utf8'), 10) : 0;
    return pid > 1 ? pid : null;
  }

  private async wait(what: string, isDone: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + START_DEADLINE_MS;
    while (!(await isDone())) {
      if (Date.now() > deadline) {
        throw new HaproxyError(`HAProxy did not ${what} within ${START_DEADLINE_MS} ms; see ${this.paths.log}`);
      }
      await sleep(20);
    }
  }
}
