import type { BatchUpdateFormation, Formation, UpdateFormation } from '../formation.js';
import type { PlacementExplanation } from '../placement-explanation.js';
import { path } from './path.js';
import type { Transport } from './transport.js';

export class FormationClient {
  constructor(private readonly transport: Transport) {}

  list(app: string): Promise<Formation[]> {
    return this.transport.json('GET', path`/apps/${app}/formation`);
  }

  update(app: string, type: string, body: UpdateFormation): Promise<Formation> {
    return this.transport.json('PATCH', path`/apps/${app}/formation/${type}`, body);
  }

  /** All of it or nothing. */
  batchUpdate(app: string, body: BatchUpdateFormation): Promise<Formation[]> {
    return this.transport.json('PATCH', path`/apps/${app}/formation`, body);
  }

  /** @param whatIf `web=+3`, `host:h2=down` */
  explain(app: string, whatIf: readonly string[] = []): Promise<PlacementExplanation> {
    const query = new URLSearchParams(whatIf.map((change): [string, string] => ['what_if', change]));
    return this.transport.json('GET', `${path`/apps/${app}/placement`}${whatIf.length > 0 ? `?${query}` : ''}`);
  }
}
