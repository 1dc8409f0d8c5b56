import pg from 'pg';
import { dedicatedClientConfig } from '../connect-options.js';
import { withDeadline } from '../deadline.js';

const CHECK_DEADLINE_MS = 2000;
/** how long transactions of the former leader are waited for in one try */
const FENCE_WAIT_MS = 5000;
const TAKE_FENCE = `insert into leaders as l (name, fence, holder, since) values ($1, 1, $2, now())
  on conflict (name) do update set fence = l.fence + 1, holder = excluded.holder, since = now() returning fence`;

/** One held advisory lock with its fence. The lock is free again the moment the connection is gone. */
export class LeaderLock {
  isHeld = true;

  private constructor(
    private readonly client: pg.Client,
    readonly fence: string,
  ) {}

  /** null when another connection holds it or the database cannot be reached; `onBroken` is called when the connection ends. */
  static async take(
    place: { url: string; name: string; holder: string },
    onBroken: (lock: LeaderLock) => void,
  ): Promise<LeaderLock | null> {
    const config = dedicatedClientConfig(place.url, `jujube leader ${place.name}`);
    const client = new pg.Client({ ...config, lock_timeout: FENCE_WAIT_MS });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const fence = await withDeadline(takeFence(client, place), FENCE_WAIT_MS + CHECK_DEADLINE_MS);
      if (fence !== null) return new LeaderLock(client, fence).watch(onBroken);
    } catch {
      // not reached, or broken half-way: not leading is the right answer, the caller tries again
    }
    await end(client);
    return null;
  }

  async isAlive(): Promise<boolean> {
    return withDeadline(this.client.query('select 1'), CHECK_DEADLINE_MS).then(
      () => this.isHeld,
      () => false,
    );
  }

  async release(): Promise<void> {
    this.isHeld = false;
    await end(this.client);
  }

  private watch(onBroken: (lock: LeaderLock) => void): this {
    this.client.once('end', () => {
      this.isHeld = false;
      onBroken(this);
    });
    return this;
  }
}

async function takeFence(client: pg.Client, place: { name: string; holder: string }): Promise<string | null> {
  const lock = await client.query("select pg_try_advisory_lock(hashtext('jujube leader'), hashtext($1)) as ok", [
    place.name,
  ]);
  if (!lock.rows[0].ok) return null;
  // waits for transactions of the former leader that hold the row, so that they end before this leadership begins
  const row = await client.query(TAKE_FENCE, [place.name, place.holder]);
  return row.rows[0].fence;
}

async function end(client: pg.Client): Promise<void> {
  await withDeadline(client.end(), CHECK_DEADLINE_MS).catch(() => undefined);
}
