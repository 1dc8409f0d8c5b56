import type { CreateHost, Host, ReconnectHost, RegisteredHost, UpdateHost } from '../host.js';
import { readPages } from './pages.js';
import { path } from './path.js';
import type { Transport } from './transport.js';

export type HostAction = 'cordon' | 'uncordon' | 'drain';

export class HostsClient {
  constructor(private readonly transport: Transport) {}

  list(): Promise<Host[]> {
    return readPages(this.transport, '/hosts', { by: 'name' });
  }

  get(host: string): Promise<Host> {
    return this.transport.json('GET', path`/hosts/${host}`);
  }

  add(body: CreateHost): Promise<RegisteredHost> {
    return this.transport.json('POST', '/hosts', body);
  }

  update(host: string, body: UpdateHost): Promise<Host> {
    return this.transport.json('PATCH', path`/hosts/${host}`, body);
  }

  reconnect(host: string, body: ReconnectHost): Promise<RegisteredHost> {
    return this.transport.json('PUT', path`/hosts/${host}/connection`, body);
  }

  act(host: string, action: HostAction): Promise<Host> {
    return this.transport.json('POST', path`/hosts/${host}/actions/${action}`);
  }

  /** @param isForced also while dynos are on it: they count as lost and start elsewhere */
  remove(host: string, isForced: boolean): Promise<Host> {
    return this.transport.json('DELETE', path`/hosts/${host}` + (isForced ? '?force=true' : ''));
  }
}
