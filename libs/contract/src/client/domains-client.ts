import type { Domain } from '../domain.js';
import { readPages } from './pages.js';
import { path } from './path.js';
import type { Transport } from './transport.js';

export class DomainsClient {
  constructor(private readonly transport: Transport) {}

  list(app: string): Promise<Domain[]> {
    return readPages(this.transport, path`/apps/${app}/domains`, { by: 'hostname' });
  }

  /** @param certificate id or name of one of the app */
  add(app: string, hostname: string, certificate: string | null = null): Promise<Domain> {
    return this.transport.json('POST', path`/apps/${app}/domains`, { hostname, sni_endpoint: certificate });
  }

  /** @param certificate id or name of one of the app; null: the installation's own */
  update(app: string, hostname: string, certificate: string | null): Promise<Domain> {
    return this.transport.json('PATCH', path`/apps/${app}/domains/${hostname}`, { sni_endpoint: certificate });
  }

  remove(app: string, hostname: string): Promise<Domain> {
    return this.transport.json('DELETE', path`/apps/${app}/domains/${hostname}`);
  }
}
