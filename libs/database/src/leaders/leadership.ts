import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { LeaderLock } from './leader-lock.js';
import { LostLeadership } from './lost-leadership.js';

const TRY_EVERY_MS = 1000;
const CHECK_EVERY_MS = 2000;

/**
 * Makes sure that one process at a time does a job. Holding it is an advisory lock on a connection of its own; every write of
 * the leader carries the fence it got, so that a leader who does not know yet that it lost changes nothing.
 */
export class Leadership {
  private lock: LeaderLock | undefined;
  private trying: Promise<boolean> | undefined;
  private readonly lostCallbacks = new Set<() => void>();

  constructor(private readonly place: { url: string; name: string; holder: string }) {}

  get isLeader(): boolean {
    return this.lock !== undefined;
  }

  /** Called once per leadership that ends without release(). The leader must stop its work at once. */
  onLost(callback: () => void): void {
    this.lostCallbacks.add(callback);
  }

  /** One try; false when another process leads or the database cannot be reached. */
  async tryAcquire(): Promise<boolean> {
    if (this.lock) return true;
    this.trying ??= this.take().finally(() => (this.trying = undefined));
    return this.trying;
  }

  /** Tries every second until it leads; rejects when the signal aborts. */
  async acquire(signal: AbortSignal): Promise<void> {
    while (!(await this.tryAcquire())) await sleep(TRY_EVERY_MS, undefined, { signal });
  }

  /** To be the first statement of every transaction that the leader writes in: it throws when there is a newer leader. */
  async fenced(manager: EntityManager): Promise<void> {
    const { name } = this.place;
    const rows: unknown[] = this.lock
      ? await manager.query('select 1 from leaders where name = $1 and fence = $2 for share', [name, this.lock.fence])
      : [];
    if (rows.length === 0)
      throw new LostLeadership(`this process does not lead '${name}' any more; nothing was written`);
  }

  async release(): Promise<void> {
    const lock = this.lock;
    this.lock = undefined;
    await lock?.release();
  }

  private async take(): Promise<boolean> {
    const lock = await LeaderLock.take(this.place, (broken) => this.lose(broken));
    this.lock = lock?.isHeld ? lock : undefined;
    if (this.lock) void this.check(this.lock);
    return this.isLeader;
  }

  private async check(lock: LeaderLock): Promise<void> {
    while (this.lock === lock) {
      await sleep(CHECK_EVERY_MS, undefined, { ref: false });
      if (this.lock === lock && !(await lock.isAlive())) this.lose(lock);
    }
  }

  private lose(lock: LeaderLock): void {
    if (this.lock !== lock) return;
    this.lock = undefined;
    void lock.release();
    for (const callback of this.lostCallbacks) callback();
  }
}
