import type { SniEndpoint, WriteSniEndpoint } from '../sni-endpoint.js';
import { readPages } from './pages.js';
import { path } from './path.js';
import type { Transport } from './transport.js';

/** Certificates of apps. */
export class SniEndpointsClient {
  constructor(private readonly transport: Transport) {}

  list(app: string): Promise<SniEndpoint[]> {
    return readPages(this.transport, path`/apps/${app}/sni-endpoints`, { by: 'name' });
  }

  get(app: string, endpoint: string): Promise<SniEndpoint> {
    return this.transport.json('GET', path`/apps/${app}/sni-endpoints/${endpoint}`);
  }

  add(app: string, body: WriteSniEndpoint): Promise<SniEndpoint> {
    return this.transport.json('POST', path`/apps/${app}/sni-endpoints`, body);
  }

  update(app: string, endpoint: string, body: WriteSniEndpoint): Promise<SniEndpoint> {
    return this.transport.json('PATCH', path`/apps/${app}/sni-endpoints/${endpoint}`, body);
  }

  remove(app: string, endpoint: string): Promise<SniEndpoint> {
    return this.transport.json('DELETE', path`/apps/${app}/sni-endpoints/${endpoint}`);
  }
}
