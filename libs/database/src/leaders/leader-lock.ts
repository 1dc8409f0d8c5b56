import pg from 'pg';
import { dedicatedClientConfig } from '../connect-options.js';
import { withDeadline } from '../deadline.js';

const DEADLINE_MS = 2000;
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
    onBroken: () => void,
  ): Promise<LeaderLock | null> {
    const client = new pg.Client(dedicatedClientConfig(place.url, `jujube leader ${place.name}`));
    client.on('error', () => undefined);
    try {
      await client.connect();
      const fence = await withDeadline(takeFence(client, place), DEADLINE_MS);
      if (fence !== null) return new LeaderLock(client, fence).watch(onBroken);
    } catch {
      // not reached, or broken half-way: not leading is the right answer, the caller tries again
    }
    await end(client);
    return null;
  }

  async isAlive(): Promise<boolean> {
    return withDeadline(this.client.query('select 1'), DEADLINE_MS).then(
      () => this.isHeld,
      () => false,
    );
  }

  async release(): Promise<void> {
    this.isHeld = false;
    await end(this.client);
  }

  private watch(onBroken: () => void): this {
    this.client.once('end', () => {
      this.isHeld = false;
      onBroken();
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
  await withDeadline(client.end(), DEADLINE_MS).catch(() => undefined);
}
