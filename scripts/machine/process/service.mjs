import { spawn } from 'node:child_process';
import { openLogFile } from './log-file.mjs';
import { endProcesses } from './processes.mjs';
import { StepError } from '../step-error.mjs';
import { waitUntil } from '../wait-until.mjs';

/**
 * One long-running program with its log.
 * definition: name, argv, env, cwd, spawnOptions (uid, gid), logFile, isReady(output) → boolean or promise, readyTimeoutMs,
 * stopSignal, stopTimeoutMs, todo (what to do when it does not start).
 */
export class Service {
  constructor(definition) {
    this.definition = { cwd: '/', readyTimeoutMs: 30_000, stopSignal: 'SIGTERM', stopTimeoutMs: 10_000, ...definition };
    this.name = definition.name;
    this.child = null;
    this.output = '';
    this.exit = null;
    this.gone = null;
  }

  get pid() {
    return this.child?.pid;
  }

  get isRunning() {
    return this.child !== null && this.exit === null;
  }

  /** Starts the program and waits until it is ready. */
  async start(signal) {
    const { name, readyTimeoutMs, isReady, logFile, todo } = this.definition;
    this.spawn();
    const ready = async () => {
      if (this.exit) throw this.notStarted(`${name} ended at once (${this.exit})`);
      return isReady(this.output);
    };
    await waitUntil(`${name} is ready`, ready, { timeoutMs: readyTimeoutMs, log: logFile, todo, signal });
  }

  spawn() {
    const { argv, env, cwd, spawnOptions, logFile } = this.definition;
    const log = openLogFile(logFile);
    // a group of its own: Ctrl-C reaches us alone, and we end services in their order
    const how = { ...spawnOptions, env, cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] };
    const child = spawn(argv[0], argv.slice(1), how);
    this.child = child;
    this.output = '';
    this.exit = null;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk) => {
        this.output = (this.output + chunk).slice(-16_384);
        log.write(chunk);
      });
    }
    this.gone = new Promise((resolve) => {
      child.once('error', (error) => resolve(this.ended(error.message)));
      child.once('exit', (code, signal) => resolve(this.ended(signal ? `signal ${signal}` : `code ${code}`)));
    });
  }

  ended(how) {
    this.exit ??= how;
    this.onEnd?.(how);
  }

  async stop() {
    this.onEnd = undefined;
    if (!this.isRunning) return;
    const { stopSignal, stopTimeoutMs } = this.definition;
    await endProcesses([this.child.pid], { signal: stopSignal, timeoutMs: stopTimeoutMs });
    // the kernel knows it sooner than we hear of it
    await this.gone;
    // its process is gone a moment before Node tells so
    await waitUntil(`${this.name} has ended`, () => this.exit !== null, { timeoutMs: stopTimeoutMs });
  }

  notStarted(message) {
    const { logFile, todo } = this.definition;
    return new StepError(message, { log: logFile, todo });
  }
}
