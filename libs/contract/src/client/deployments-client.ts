import type { Deployment } from '../deployment.js';
import { readPages } from './pages.js';
import { path } from './path.js';
import type { Transport } from './transport.js';

export type DeploymentAction = 'promote' | 'confirm' | 'pause' | 'resume';

export class DeploymentsClient {
  constructor(private readonly transport: Transport) {}

  /** Newest first. */
  list(app: string, limit?: number): Promise<Deployment[]> {
    return readPages(this.transport, path`/apps/${app}/deployments`, { by: 'created_at', order: 'desc', limit });
  }

  get(app: string, deployment: string): Promise<Deployment> {
    return this.transport.json('GET', path`/apps/${app}/deployments/${deployment}`);
  }

  act(app: string, deployment: string, action: DeploymentAction): Promise<Deployment> {
    return this.transport.json('POST', path`/apps/${app}/deployments/${deployment}/actions/${action}`);
  }

  cancel(app: string, deployment: string): Promise<Deployment> {
    return this.transport.json('DELETE', path`/apps/${app}/deployments/${deployment}`);
  }
}
