import type { TestDatabase } from '../support/test-database.js';
import { buildApps } from '../support/build-apps.js';
import { eventually } from '../support/eventually.js';
import { startSchedulerProcess, type SchedulerProcess } from '../support/scheduler-process.js';

const TAKEOVER_MS = 15_000;

/** Two scheduler processes, of which one leads; what dies is replaced, as a supervisor does. */
export class Schedulers {
  readonly #all: SchedulerProcess[] = [];
  #running: SchedulerProcess[] = [];

  private constructor(
    private readonly database: TestDatabase,
    private readonly appsDir: string,
  ) {}

  static async start(database: TestDatabase): Promise<Schedulers> {
    const schedulers = new Schedulers(database, await buildApps());
    await schedulers.makePair();
    return schedulers;
  }

  /** Starts as many as are missing, and waits until one leads. */
  async makePair(): Promise<void> {
    this.#running = this.#running.filter((each) => each.ended() === null);
    while (this.#running.length < 2) await this.#startOne();
    await eventually(() => this.leader(), { withinMs: TAKEOVER_MS });
  }

  /** The process that leads now. */
  async leader(): Promise<SchedulerProcess> {
    const [row] = await this.database.dataSource.query(`select holder from leaders where name = 'scheduler'`);
    const found = this.#running.find(({ pid, ended }) => ended() === null && row?.holder?.endsWith(` ${pid}`));
    if (!found) throw new Error(`no scheduler of ours leads, but ${row?.holder}`);
    return found;
  }

  /**
   * The one that leads from now on dies when it passes that point (apps/scheduler/src/crashpoint.ts), and so do as many of its
   * successors that there are `times` deaths; another one stands by.
   */
  async leadTowards(crash: string, times = 1): Promise<void> {
    await this.stop();
    await this.#startOne(crash);
    await eventually(() => this.leader(), { withinMs: TAKEOVER_MS });
    for (let more = 1; more < times; more++) await this.#startOne(crash);
    await this.#startOne();
  }

  stop(): Promise<void> {
    return this.end('SIGTERM');
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    const running = this.#running.filter((each) => each.ended() === null);
    await Promise.all(running.map((each) => each.kill(signal)));
    this.#running = [];
  }

  /** What each of them wrote. */
  outputs(): string[] {
    return this.#all.map((each) => each.output());
  }

  /** The end of what each of the last few wrote. */
  lastWords(): string[] {
    return this.#all.slice(-3).map((each) => `scheduler ${each.pid}: …${each.output().slice(-3_000)}`);
  }

  /** How many died without a word until now. */
  get deaths(): number {
    return this.#all.filter((each) => each.ended() === 'SIGKILL').length;
  }

  /** Ends that nobody wanted: neither by a signal nor in good order. */
  failures(): string[] {
    return this.#all.flatMap((each) => {
      const ended = each.ended();
      return ended === null || ended === 'SIGKILL' || ended === 'code 0' ? [] : [`a scheduler ended with ${ended}`];
    });
  }

  async #startOne(crash = ''): Promise<void> {
    const started = await startSchedulerProcess(this.appsDir, { databaseUrl: this.database.url, crash });
    this.#all.push(started);
    this.#running.push(started);
  }
}
