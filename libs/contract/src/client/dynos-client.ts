import type { Dyno } from '../dyno.js';
import { path } from './path.js';
import type { Transport } from './transport.js';

/** Which dynos: one by name, all of a process type, or (for a restart) all of the app. */
export type DynoChoice = { dyno: string } | { type: string };

export class DynosClient {
  constructor(private readonly transport: Transport) {}

  list(app: string): Promise<Dyno[]> {
    return this.transport.json('GET', path`/apps/${app}/dynos`);
  }

  async restart(app: string, choice: DynoChoice | 'all'): Promise<void> {
    const target = choice === 'all' ? path`/apps/${app}/dynos` : targetOf(app, choice);
    await this.transport.json('DELETE', target);
  }

  async stop(app: string, choice: DynoChoice): Promise<void> {
    await this.transport.json('POST', `${targetOf(app, choice)}/actions/stop`);
  }
}

function targetOf(app: string, choice: DynoChoice): string {
  return 'dyno' in choice ? path`/apps/${app}/dynos/${choice.dyno}` : path`/apps/${app}/formations/${choice.type}`;
}
