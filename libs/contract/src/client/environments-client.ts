import type { Environment } from '../environment.js';
import { path } from './path.js';
import type { Transport } from './transport.js';

export class EnvironmentsClient {
  constructor(private readonly transport: Transport) {}

  list(): Promise<Environment[]> {
    return this.transport.json('GET', '/environments');
  }

  create(name: string): Promise<Environment> {
    return this.transport.json('POST', '/environments', { name });
  }

  destroy(environment: string): Promise<Environment> {
    return this.transport.json('DELETE', path`/environments/${environment}`);
  }
}
