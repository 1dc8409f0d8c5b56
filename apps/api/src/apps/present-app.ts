import type { App } from '@jujube/contract/app.js';
import type { AppRow } from '@jujube/usecases/apps/app.queries.js';
import { REGION, STACKS } from '../platform/present-platform.js';

const STACK = STACKS[0]!;
export const GENERATION = { id: 'c1f3f8a2-0b51-4a53-9c0c-6f1d7c1f0003', name: 'cedar' };

/** Of images that are made without a Dockerfile at Heroku. */
const OF_HEROKU = { base_image_name: null, buildpacks: null, current_build_architecture: [] };

/** Where apps are reached from outside. */
export interface AppAddress {
  readonly apiUrl: string;
  readonly baseDomain: string;
  readonly routerUrl: string;
}

/** The app as clients see it. What Heroku's CLI reads without looking is never null. */
export function presentApp(row: AppRow, address: AppAddress): App {
  const updatedAt = row.updatedAt.toISOString();
  return {
    id: row.id,
    name: row.name,
    acm: false,
    archived_at: null,
    build_stack: STACK,
    buildpack_provided_description: null,
    create_status: 'complete',
    created_at: row.createdAt.toISOString(),
    generation: GENERATION,
    git_url: `${address.apiUrl}/${row.name}.git`,
    internal_routing: null,
    maintenance: row.isMaintenance,
    organization: null,
    owner: ownerOf(row),
    region: REGION,
    released_at: row.releasedAt?.toISOString() ?? null,
    repo_size: 0,
    slug_size: 0,
    space: null,
    stack: STACK,
    team: row.teamId === null ? null : { id: row.teamId, name: row.teamName ?? '' },
    locked: row.isLocked,
    updated_at: updatedAt,
    web_url: webUrl(row.name, address),
    environment: row.environmentId === null ? null : { id: row.environmentId, name: row.environmentName ?? '' },
    deadline_seconds: row.deadlineSeconds,
    build_time_vars: row.buildTimeVars,
    ...OF_HEROKU,
  };
}

/** Of an app of a team the team, as Heroku's clients know it. */
function ownerOf({ teamId, teamName, ownerId, ownerEmail }: AppRow): App['owner'] {
  return teamId === null ? { id: ownerId, email: ownerEmail } : { id: teamId, email: `${teamName}@herokumanager.com` };
}

/** `http://shop.localhost:8080/`: the router's scheme and port, the app's own name. */
function webUrl(appName: string, { baseDomain, routerUrl }: AppAddress): string {
  return `${originOf(routerUrl).scheme}${appName}.${baseDomain}${originOf(routerUrl).port}/`;
}

let known = { routerUrl: '', scheme: '', port: '' };

// taking the same URL apart for each app of a long list costs more than the rest of the list
function originOf(routerUrl: string): { scheme: string; port: string } {
  if (known.routerUrl !== routerUrl) {
    const { protocol, port } = new URL(routerUrl);
    known = { routerUrl, scheme: `${protocol}//`, port: port === '' ? '' : `:${port}` };
  }
  return known;
}
