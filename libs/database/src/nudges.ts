import type { OnModuleDestroy } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { postgresChannel, type Channel } from './channels.js';
import { Listener } from './listener.js';

/**
 * Wake-ups between processes: 'look again', never a fact to act on. Whoever listens also looks by a timer, and is called once
 * after every reconnect, because nudges are lost while the connection is.
 */
export class Nudges implements OnModuleDestroy {
  private readonly listener: Listener;

  constructor(
    private readonly dataSource: DataSource,
    url: string,
  ) {
    this.listener = new Listener(url);
  }

  /** With the manager of a transaction the nudge leaves when that commits, and never if it does not. */
  async send(channel: Channel, manager?: EntityManager, payload = ''): Promise<void> {
    const sender = manager ?? this.dataSource;
    await sender.query('select pg_notify($1, $2)', [postgresChannel(channel), payload]);
  }

  /** Returns the function that ends it. The payload is '' after a reconnect; the callback must not throw. */
  on(channel: Channel, callback: (payload: string) => void): () => void {
    return this.listener.on(postgresChannel(channel), callback);
  }

  async onModuleDestroy(): Promise<void> {
    await this.listener.close();
  }
}
