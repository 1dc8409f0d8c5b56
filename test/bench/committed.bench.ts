import { reconcile } from '@jujube/core/rollout/reconcile.js';
import { Leadership } from '@jujube/database/leaders/leadership.js';
import { Nudges } from '@jujube/database/nudges.js';
import { observe } from '@jujube/usecases/placement/observe.js';
import { PlanWriter } from '../../apps/scheduler/src/actor/plan-writer.js';
import { FencedWrites } from '../../apps/scheduler/src/leader/fenced-writes.js';
import { createTestDatabase } from '../support/test-database.js';
import { percentile, printTable } from './table.js';

/**
 * Prints how many placements per second reach PostgreSQL in one plan: read what is wanted, plan, write under the leader's fence,
 * commit. Wants the services of scripts/machine/dev-services.mjs. Goal: 4,500/s.
 */
const HOSTS = 100;
const APPS = 500;
const DYNOS_PER_APP = 20;
const ROUNDS = 5;
const GOAL_PER_SECOND = 4_500;
const PORTS = { from: 20_000, to: 29_999 };

const SEED = [
  `insert into hosts (name, url) select 'h' || n, 'tcp://10.0.0.' || n || ':2376' from generate_series(1, ${HOSTS}) n`,
  `insert into host_status (host_id, status, address, cpu_millis, memory_mib, last_seen_at)
   select id, 'ready', '10.0.0.1', 32000, 131072, now() from hosts`,
  `insert into users (email, password_hash) values ('bench@localhost', 'no password')`,
  `insert into apps (name, owner_id) select 'bench-' || n, u.id from generate_series(1, ${APPS}) n, users u`,
  `insert into releases (app_id, version, description, image, process_types, config_encrypted, created_by)
   select id, 2, 'bench', 'r/bench@sha256:0', '{"web": "node web.js"}', '', owner_id from apps`,
  `insert into deployments (app_id, release_id, state, deadline_at) select app_id, id, 'succeeded', now() from releases`,
  `insert into formations (app_id, process_type, quantity, cpu_millis, memory_mib)
   select id, 'web', ${DYNOS_PER_APP}, 100, 256 from apps`,
];

interface Round {
  readonly placed: number;
  readonly planMs: number;
  readonly commitMs: number;
}

const database = await createTestDatabase();
const { dataSource } = database;
for (const statement of SEED) await dataSource.query(statement);
const leadership = new Leadership({ url: database.url, name: 'scheduler', holder: 'bench' });
await leadership.acquire(AbortSignal.timeout(10_000));
const nudges = new Nudges(dataSource, database.url);
const writer = new PlanWriter(new FencedWrites(dataSource, leadership), nudges);

const rounds: Round[] = [];
for (let round = 0; round < ROUNDS; round++) rounds.push(await placeAll());
await print();
await leadership.release();
await nudges.onModuleDestroy();
await database.drop();

async function placeAll(): Promise<Round> {
  await dataSource.query('delete from dynos');
  const start = performance.now();
  const now = await dataSource.transaction('REPEATABLE READ', (manager) => observe(manager, { portRange: PORTS }));
  const plan = reconcile(now.wanted, now.cluster);
  const planned = performance.now();
  const { dynos } = await writer.write(plan, now);
  return { placed: dynos.length, planMs: planned - start, commitMs: performance.now() - planned };
}

async function print(): Promise<void> {
  const commitMs = percentile(
    rounds.map((round) => round.commitMs),
    0.5,
  );
  const planMs = percentile(
    rounds.map((round) => round.planMs),
    0.5,
  );
  const placed = rounds[0]!.placed;
  const rate = Math.round((placed * 1000) / commitMs);
  const [{ fsync }] = await dataSource.query('show fsync');
  printTable([
    ['committed to PostgreSQL in one plan', 'read and plan', 'write and commit', 'goal', 'measured', 'verdict'],
    [
      `${placed.toLocaleString('en')} dynos on ${HOSTS} hosts, fsync ${fsync}`,
      `${planMs.toFixed(0)} ms`,
      `${commitMs.toFixed(0)} ms`,
      `>= ${GOAL_PER_SECOND.toLocaleString('en')}/s`,
      `${rate.toLocaleString('en')}/s`,
      rate >= GOAL_PER_SECOND ? 'met' : 'MISSED',
    ],
  ]);
}
