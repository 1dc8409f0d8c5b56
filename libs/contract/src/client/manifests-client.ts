import type { AppliedManifest, ApplyManifest, ExportedManifest } from '../manifest.js';
import { path } from './path.js';
import type { Transport } from './transport.js';

export class ManifestsClient {
  constructor(private readonly transport: Transport) {}

  /** The manifest that says how an app is now. */
  get(app: string): Promise<ExportedManifest> {
    return this.transport.json('GET', path`/apps/${app}/manifest`);
  }

  /** Makes the app so; or only says what that would change. */
  apply(app: string, body: ApplyManifest): Promise<AppliedManifest> {
    return this.transport.json('PUT', path`/apps/${app}/manifest`, body);
  }
}
