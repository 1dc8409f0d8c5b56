import type { App, CreateApp, UpdateApp } from '../app.js';
import type { ConfigVars, ConfigVarsPatch } from '../config-vars.js';
import { readPages } from './pages.js';
import { path } from './path.js';
import type { Transport } from './transport.js';

export class AppsClient {
  constructor(private readonly transport: Transport) {}

  list(): Promise<App[]> {
    return readPages(this.transport, '/apps', { by: 'name' });
  }

  create(body: CreateApp): Promise<App> {
    return this.transport.json('POST', '/apps', body);
  }

  get(app: string): Promise<App> {
    return this.transport.json('GET', path`/apps/${app}`);
  }

  update(app: string, body: UpdateApp): Promise<App> {
    return this.transport.json('PATCH', path`/apps/${app}`, body);
  }

  destroy(app: string): Promise<App> {
    return this.transport.json('DELETE', path`/apps/${app}`);
  }

  configVars(app: string): Promise<ConfigVars> {
    return this.transport.json('GET', path`/apps/${app}/config-vars`);
  }

  setConfigVars(app: string, changes: ConfigVarsPatch): Promise<ConfigVars> {
    return this.transport.json('PATCH', path`/apps/${app}/config-vars`, changes);
  }
}
