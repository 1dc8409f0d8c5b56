import { startTimeOf } from './processes.mjs';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
const STEADY_MS = 60_000;

/** Keeps programs running: one that ends by itself is started again, later each time, until it has run steadily. */
export class Supervisor {
  constructor({ log, onChange = () => undefined }) {
    Object.assign(this, { log, onChange });
    this.watched = [];
    this.stopping = false;
  }

  /** Starts a service, waits until it is ready and looks after it from then on. */
  async start(service, signal) {
    const entry = { service, delayMs: FIRST_DELAY_MS, timer: null, startedAt: Date.now() };
    this.watched.push(entry);
    await service.start(signal);
    this.watch(entry);
    this.onChange();
  }

  watch(entry) {
    entry.service.onEnd = (how) => this.restartLater(entry, how);
    if (!entry.service.isRunning) this.restartLater(entry, entry.service.exit);
  }

  restartLater(entry, how) {
    if (this.stopping || entry.timer) return;
    if (Date.now() - entry.startedAt > STEADY_MS) entry.delayMs = FIRST_DELAY_MS;
    this.log(`${entry.service.name} ended (${how}); it is started again in ${entry.delayMs / 1000} s`);
    entry.timer = setTimeout(() => this.restart(entry), entry.delayMs);
    entry.delayMs = Math.min(entry.delayMs * 2, LONGEST_DELAY_MS);
  }

  restart(entry) {
    entry.timer = null;
    entry.startedAt = Date.now();
    entry.service.spawn();
    this.watch(entry);
    this.onChange();
  }

  /** pid and start time of everything that runs, so that a later run can end it even after a crash of this one. */
  processes() {
    const running = this.watched.filter(({ service }) => service.isRunning);
    return running.map(({ service }) => ({
      name: service.name,
      pid: service.pid,
      startTime: startTimeOf(service.pid),
    }));
  }

  /** Ends the named services together; services() without names: all that are left. */
  async stop(...names) {
    this.stopping ||= names.length === 0;
    const chosen = this.watched.filter(({ service }) => names.length === 0 || names.includes(service.name));
    for (const { timer } of chosen) clearTimeout(timer);
    this.watched = this.watched.filter((entry) => !chosen.includes(entry));
    await Promise.all(chosen.map(({ service }) => service.stop()));
  }
}
