import type { Environment } from '@jujube/contract/environment.js';
import type { Space } from '@jujube/contract/platform.js';
import type { EnvironmentRow } from '@jujube/usecases/environments/environment.queries.js';
import { GENERATION } from '../apps/present-app.js';
import { REGION } from '../platform/present-platform.js';

export function presentEnvironment({ id, name, apps, hosts, createdAt }: EnvironmentRow): Environment {
  return { id, name, apps, hosts, created_at: createdAt.toISOString() };
}

/** As Heroku's clients know it; it has no network of its own, and the addresses stand for none. */
export function presentSpace({ id, name, createdAt }: EnvironmentRow): Space {
  const at = createdAt.toISOString();
  const everybody = { id: TEAM_ID, name: 'jujube' };
  return {
    ...{ id, name, cidr: '10.0.0.0/16', data_cidr: '10.1.0.0/16', generation: GENERATION, region: REGION },
    ...{ organization: { name: everybody.name }, team: everybody, shield: false, state: 'allocated' },
    ...{ created_at: at, updated_at: at },
  };
}

const TEAM_ID = 'c1f3f8a2-0b51-4a53-9c0c-6f1d7c1f0004';
