import type { ContainerEngine } from './container-engine.js';
import { DockerEngine } from './docker-engine.js';
import type { DockerEngineOptions } from './docker-engine.js';
import type { HostConnection } from './host-connection.js';

type Open = (connection: HostConnection, options: DockerEngineOptions) => ContainerEngine;

/** One open engine per host, as long as its connection stays the same. */
export class Engines {
  readonly #opened = new Map<string, { key: string; engine: ContainerEngine }>();

  /** @param open makes an engine; another one than Docker's in tests */
  constructor(
    private readonly options: DockerEngineOptions,
    private readonly open: Open = (connection, more) => new DockerEngine(connection, more),
  ) {}

  /** The engine of this host; a changed connection closes the one before. Refuses (UserError) a malformed connection. */
  for(connection: HostConnection): ContainerEngine {
    const key = JSON.stringify(connection);
    const opened = this.#opened.get(connection.id);
    if (opened?.key === key) return opened.engine;
    const engine = this.open(connection, this.options);
    this.#opened.set(connection.id, { key, engine });
    void opened?.engine.close();
    return engine;
  }

  /** Closes the engines of hosts that are not in `hostIds` any more. */
  async keepOnly(hostIds: Iterable<string>): Promise<void> {
    const kept = new Set(hostIds);
    await Promise.all([...this.#opened.keys()].filter((id) => !kept.has(id)).map((id) => this.close(id)));
  }

  async close(hostId: string): Promise<void> {
    const opened = this.#opened.get(hostId);
    this.#opened.delete(hostId);
    await opened?.engine.close();
  }

  async closeAll(): Promise<void> {
    await this.keepOnly([]);
  }
}
