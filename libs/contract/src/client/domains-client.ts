import type { Domain } from '../domain.js';
import { readPages } from './pages.js';
import { path } from './path.js';
import type { Transport } from './transport.js';

export class DomainsClient {
  constructor(private readonly transport: Transport) {}

  list(app: string): Promise<Domain[]> {
    return readPages(this.transport, path`/apps/${app}/domains`, { by: 'hostname' });
  }

  add(app: string, hostname: string): Promise<Domain> {
    return this.transport.json('POST', path`/apps/${app}/domains`, { hostname });
  }

  remove(app: string, hostname: string): Promise<Domain> {
    return this.transport.json('DELETE', path`/apps/${app}/domains/${hostname}`);
  }
}
