import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { dedicatedClientConfig } from './connect-options.js';
import { withDeadline } from './deadline.js';

type Callback = (payload: string) => void;

const CHECK_EVERY_MS = 10_000;
const DEADLINE_MS = 5_000;
const LONGEST_PAUSE_MS = 5_000;

/** One LISTEN connection of its own that comes back when it breaks; it connects with the first callback. */
export class Listener {
  private readonly callbacks = new Map<string, Set<Callback>>();
  private readonly closing = new AbortController();
  private client: pg.Client | undefined;
  private running: Promise<void> | undefined;
  private asked: Promise<unknown> = Promise.resolve();

  constructor(private readonly url: string) {}

  on(channel: string, callback: Callback): () => void {
    const callbacks = this.callbacks.get(channel) ?? new Set();
    this.callbacks.set(channel, callbacks.add(callback));
    this.running ??= this.run();
    // a connection that is being made listens to everything by itself; if this fails, the check finds it broken
    if (callbacks.size === 1 && this.client) this.listenOn(this.client, channel);
    return () => callbacks.delete(callback);
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.running;
  }

  // one after the other: whoever waits for several channels asks for all of them at once
  private listenOn(client: pg.Client, channel: string): void {
    const listen = () => client.query(`listen ${channel}`).catch(() => client.end());
    this.asked = this.asked.then(listen).catch(() => undefined);
  }

  private async run(): Promise<void> {
    const { signal } = this.closing;
    for (let failures = 0; !signal.aborted;) {
      failures = (await this.session()) ? 0 : failures + 1;
      await pause(Math.min(100 * 2 ** failures, LONGEST_PAUSE_MS), signal);
    }
  }

  /** One connection from its start to its end; answers whether it was ever up. */
  private async session(): Promise<boolean> {
    const client = new pg.Client(dedicatedClientConfig(this.url, 'jujube nudges'));
    const broken = new AbortController();
    client.on('error', () => broken.abort()).on('end', () => broken.abort());
    client.on('notification', ({ channel, payload }) => this.call(channel, payload ?? ''));
    try {
      await client.connect();
      this.client = client;
      await withDeadline(
        client.query([...this.callbacks.keys()].map((name) => `listen ${name}`).join(';')),
        DEADLINE_MS,
      );
      for (const channel of this.callbacks.keys()) this.call(channel, '');
      await this.untilBroken(client, AbortSignal.any([broken.signal, this.closing.signal]));
    } catch {
      // whatever it was, run() makes a new connection, and every listener looks by a timer meanwhile
    }
    const wasUp = this.client === client;
    this.client = undefined;
    await withDeadline(client.end(), DEADLINE_MS).catch(() => undefined);
    return wasUp;
  }

  // a connection whose packets vanish reports nothing by itself
  private async untilBroken(client: pg.Client, over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      await withDeadline(client.query('select 1'), DEADLINE_MS);
      await pause(CHECK_EVERY_MS, over);
    }
  }

  private call(channel: string, payload: string): void {
    for (const callback of this.callbacks.get(channel) ?? []) callback(payload);
  }
}

async function pause(timeMs: number, signal: AbortSignal): Promise<void> {
  await sleep(timeMs, undefined, { signal }).catch(() => undefined);
}
