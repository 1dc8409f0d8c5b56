import { DeployedApps } from './deployed-apps.js';
import { addHost, endDeployment } from './play-scheduler.js';
import type { TestApi } from './test-api.js';

/** What a manifest may say of the app of addBuiltShop(). */
export const SHOP_MANIFEST = `deadline_seconds: 120
processes:
  web:
    quantity: 2
    cpu: 250m
    memory: 512Mi
    constraints: [zone:GROUP_BY]
    affinity: [{target: service, selector: shop.worker, weight: -20}]
    spread: [{topology_key: zone, when_unsatisfiable: ScheduleAnyway}]
    checks: {protocol: http, path: /up}
    update: {strategy: canary, canary: 1, auto_promote_after_seconds: 60}
  worker:
    update: {auto_revert: true}
`;

/** The app shop as its first build leaves it: v2 with a web that is the image's own command, and a worker. */
export async function addBuiltShop({ admin, database: { dataSource } }: TestApi): Promise<void> {
  const { body } = await admin.post('/apps', { name: 'shop' });
  await dataSource.query(
    `insert into formations (app_id, process_type, quantity, cpu_millis, memory_mib)
     select $1, unnest(array['web', 'worker']), 1, 50, 256`,
    [body.id],
  );
  const app = { appId: body.id, name: body.name, userId: body.owner.id };
  const processTypes = { web: '', worker: 'node worker.js' };
  await new DeployedApps(dataSource).release(app, { image: 'r/shop@sha256:0', processTypes });
  await endDeployment(dataSource, 'shop', 'succeeded');
}

export async function addTwoZones({ database: { dataSource } }: TestApi): Promise<void> {
  await addHost(dataSource, { name: 'h1', labels: { zone: 'a' } });
  await addHost(dataSource, { name: 'h2', labels: { zone: 'b' } });
}

/** What a manifest could change. */
export async function allOfShop({ database: { dataSource } }: TestApi): Promise<unknown[]> {
  return [
    await dataSource.query('select * from formations order by process_type'),
    await dataSource.query('select name, deadline_seconds, updated_at from apps'),
    await dataSource.query('select version from releases order by version'),
  ];
}
