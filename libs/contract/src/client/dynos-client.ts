import type { CreateDyno, Dyno, ExecInDyno } from '../dyno.js';
import { path } from './path.js';
import type { Transport } from './transport.js';

/** Which dynos: one by name, all of a process type, or (for a restart) all of the app. */
export type DynoChoice = { dyno: string } | { type: string };

export class DynosClient {
  constructor(private readonly transport: Transport) {}

  list(app: string): Promise<Dyno[]> {
    return this.transport.json('GET', path`/apps/${app}/dynos`);
  }

  /** By name or id; of one-off dynos also one that has ended. */
  get(app: string, dyno: string): Promise<Dyno> {
    return this.transport.json('GET', path`/apps/${app}/dynos/${dyno}`);
  }

  /** Runs a command as a one-off dyno. */
  run(app: string, body: CreateDyno): Promise<Dyno> {
    return this.transport.json('POST', path`/apps/${app}/dynos`, body);
  }

  /** Runs a command inside a dyno. */
  exec(app: string, dyno: string, body: ExecInDyno): Promise<Dyno> {
    return this.transport.json('POST', path`/apps/${app}/dynos/${dyno}`, body);
  }

  /** PEM of the authority that signs for where one attaches. */
  authority(): Promise<string> {
    return this.transport.text('GET', '/certificate-authority');
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
