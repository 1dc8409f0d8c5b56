import { readdirSync, readFileSync } from 'node:fs';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import { fetchPage } from '../support/router-client.js';
import type { ChaosApp } from './chaos-app.js';
import type { ChaosWorld } from './chaos-world.js';
import { forbiddenMoves } from './recorded-moves.js';

// HAProxy gives every dyno its turn within so many requests
const TURNS = 3;

/** All that was asked for has come to its end, and what runs is what was asked for: nothing less, nothing more. Throws until it is so. */
export async function expectSettled(world: ChaosWorld): Promise<void> {
  const { users, cluster } = world;
  expect(await users.query(`select id from deployments where state = 'pending'`)).toEqual([]);
  expect(await users.query(`select host_id, status from host_status where status <> 'ready'`)).toEqual([]);
  const live = await cluster.allLive();
  expect(live.map(nameOf).sort()).toEqual(world.apps.flatMap(wantedDynos).sort());
  expect(live.filter((dyno) => dyno.state !== 'up' || !dyno.isHealthy)).toEqual([]);
  const containers = await cluster.containers();
  expect(containers.filter(({ state }) => state !== 'running')).toEqual([]);
  expect(containers.map(({ id }) => id).sort()).toEqual(live.map(({ containerId }) => containerId).sort());
  for (const app of world.apps) await expectAnswers(world, app);
}

/** What may never have been, by now; empty when all is well. */
export async function violations(world: ChaosWorld): Promise<string[]> {
  return [
    ...(await forbiddenMoves(world.users.database.dataSource)),
    ...(await wrongEnds(world)),
    ...world.schedulers.failures(),
    ...spilledSecrets(world),
    ...(await secretsInLogs(world)),
    ...secretsInArguments(world),
    ...(await openFiles(world)),
    ...((await world.stranger.isThere()) ? [] : ['a container without our labels was touched']),
  ];
}

/** Through the router: every web dyno in its turn, of the newest release that succeeded, and nobody else. */
async function expectAnswers(world: ChaosWorld, app: ChaosApp): Promise<void> {
  const greeting = app.expectedOf(await newestSuccess(world, app))?.greeting;
  const count = app.quantities.web;
  const pages = await Promise.all(Array.from({ length: count * TURNS }, () => fetchPage(world, app.hostname)));
  const wanted = Array.from({ length: count }, (_, index) => `web.${index + 1} ${greeting}`);
  expect([...new Set(pages.map(({ body }) => body))].sort()).toEqual(wanted);
}

async function newestSuccess({ users }: ChaosWorld, { id }: ChaosApp): Promise<string> {
  const [newest] = await users.query(
    `select d.id from deployments d join releases r on r.id = d.release_id
     where d.app_id = $1 and d.state = 'succeeded' order by r.version desc limit 1`,
    [id],
  );
  expect(newest).toBeDefined();
  return newest.id;
}

/** A release that crashes may not succeed, and one that runs may not fail, whatever broke meanwhile. */
async function wrongEnds({ users, apps }: ChaosWorld): Promise<string[]> {
  const rows: { id: string; appId: string; state: string; reason: string | null }[] = await users.query(
    `select id, app_id as "appId", state, reason from deployments where state in ('succeeded', 'failed')`,
  );
  return rows.flatMap(({ id, appId, state, reason }) => {
    const expected = apps.find((app) => app.id === appId)?.expectedOf(id);
    if (!expected || expected.isGood === (state === 'succeeded')) return [];
    return [`${expected.isGood ? 'a good' : 'a crashing'} release ${state}: ${reason}`];
  });
}

function spilledSecrets({ schedulers, canary }: ChaosWorld): string[] {
  const outputs = schedulers.outputs();
  const found = (text: string, what: string) => (outputs.some((each) => each.includes(text)) ? [what] : []);
  return [
    ...found(canary, 'a config var stands in the output of a scheduler'),
    ...found('unhandledRejection', 'a scheduler left a rejection unhandled'),
  ];
}

async function secretsInLogs({ users, canary }: ChaosWorld): Promise<string[]> {
  const rows = await users.query('select text from log_lines where position($1 in text) > 0', [canary]);
  return rows.length === 0 ? [] : ['a config var stands in the logs'];
}

/** What any process of this machine was started with. */
function secretsInArguments({ canary }: ChaosWorld): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const isTelling = (pid: string): boolean => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(canary);
    } catch {
      // it has ended
      return false;
    }
  };
  return pids.some(isTelling) ? ['a config var stands in the arguments of a process'] : [];
}

// a handful of connections to each engine and to the database, a log stream per dyno
const MOST_FILES = 300;

async function openFiles({ schedulers }: ChaosWorld): Promise<string[]> {
  const { pid } = await schedulers.leader();
  const count = readdirSync(`/proc/${pid}/fd`).length;
  return count <= MOST_FILES ? [] : [`the scheduler holds ${count} files and sockets open`];
}

const nameOf = ({ appName, processType, slot }: DynoEntity) => `${appName} ${processType}.${slot}`;

function wantedDynos({ name, quantities }: ChaosApp): string[] {
  return Object.entries(quantities).flatMap(([type, count]) =>
    Array.from({ length: count }, (_, index) => `${name} ${type}.${index + 1}`),
  );
}
