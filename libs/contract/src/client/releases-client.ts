import type { ConfigVars } from '../config-vars.js';
import type { CreateRelease, Release } from '../release.js';
import { readPages } from './pages.js';
import { path } from './path.js';
import type { Transport } from './transport.js';

export class ReleasesClient {
  constructor(private readonly transport: Transport) {}

  /** Newest first. */
  list(app: string, limit?: number): Promise<Release[]> {
    return readPages(this.transport, path`/apps/${app}/releases`, { by: 'version', order: 'desc', limit });
  }

  /** @param release id or version, with or without the `v` */
  get(app: string, release: string | number): Promise<Release> {
    return this.transport.json('GET', path`/apps/${app}/releases/${withoutV(release)}`);
  }

  configVars(app: string, release: string | number): Promise<ConfigVars> {
    return this.transport.json('GET', path`/apps/${app}/releases/${withoutV(release)}/config-vars`);
  }

  create(app: string, body: CreateRelease): Promise<Release> {
    return this.transport.json('POST', path`/apps/${app}/releases`, body);
  }
}

function withoutV(release: string | number): string {
  return String(release).replace(/^v(?=\d+$)/, '');
}
