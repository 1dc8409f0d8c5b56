import type { Client } from '@jujube/contract/client/client.js';
import type { Formation } from '@jujube/contract/formation.js';
import type { Release } from '@jujube/contract/release.js';
import { troubleText } from './trouble-text.js';

/** `2/3 dynos up`, why one cannot start, and what is waited for when all are. */
export async function dynoProgress(client: Client, release: Release): Promise<string> {
  const app = release.app.name;
  const [formation, dynos] = await Promise.all([client.formation.list(app), client.dynos.list(app)]);
  const wanted = formation
    .filter((entry) => entry.type in release.process_types)
    .reduce((sum, entry) => sum + entry.quantity, 0);
  const isUp = dynos.filter((dyno) => dyno.release.version === release.version && dyno.state === 'up' && dyno.healthy);
  const watching = isUp.length >= wanted && formation.some(hasBudget) ? ', watching its requests' : '';
  return `${isUp.length}/${wanted} dynos up${watching}${troubleText(dynos)}`;
}

function hasBudget({ type, update }: Formation): boolean {
  return type === 'web' && (update.max_error_rate !== null || update.max_p95_ratio !== null);
}
