import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Docker from 'dockerode';
import { containerCreateBody } from '@jujube/containers/container-create-body.js';
import { AcknowledgingRouter } from '../support/acknowledging-router.js';
import { buildApps } from '../support/build-apps.js';
import { DeployedApps } from '../support/deployed-apps.js';
import { eventually } from '../support/eventually.js';
import { startSchedulerProcess } from '../support/scheduler-process.js';
import type { SeededApp } from '../support/seed-rows.js';
import { createTestDatabase } from '../support/test-database.js';
import { firstTestHost, overTls } from '../support/test-hosts.js';
import { DYNO_PROGRAMS } from '../support/test-programs.js';

/**
 * Prints how long it takes from 0 to 20 web dynos that are healthy and routed, on one engine, next to what that engine can do at
 * best (20 times create + start at once) and to a Swarm service of the same. Wants the services of scripts/machine/dev-services.mjs.
 */
const COUNT = 20;
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
// dockerode takes the login first, and nothing for none
const NO_LOGIN = undefined as unknown as Docker.AuthConfig;
const PATIENCE = { withinMs: 180_000, everyMs: 20 };

const SETTLED = `
select (select count(*)::int from dynos where app_id = $1 and state not in ('stopped', 'crashed', 'lost')) as live,
  (select count(*)::int from dynos d join router_dynos r on r.dyno_id = d.id and r.state = 'routed'
   where d.app_id = $1 and d.state = 'up') as routed`;

const host = firstTestHost();
const image = process.env['TEST_BASE_IMAGE'] ?? '';
const docker = new Docker({ host: host.address, port: 2376, ...overTls(host).tls });
const database = await createTestDatabase();
const apps = new DeployedApps(database.dataSource);
const router = new AcknowledgingRouter(database.dataSource);
await apps.addHost(host);
const scheduler = await startSchedulerProcess(await buildApps(), { databaseUrl: database.url });
const app = await apps.addApp();
await apps.release(app, { image, processTypes: { web: DYNO_PROGRAMS.web } });
// the image is there, and every path was taken once
await scaleTo(app, 1);
await scaleTo(app, 0);

const rows = { raw: [] as number[], jujube: [] as number[], swarm: [] as number[] };
for (let round = 0; round < ROUNDS; round++) {
  rows.raw.push(await timed(() => startRaw()));
  await removeRaw();
  rows.jujube.push(await timed(() => scaleTo(app, COUNT)));
  await scaleTo(app, 0);
}
await withoutLiveRestore(measureSwarm);
await scheduler.kill('SIGTERM');
await router.stop();
await database.drop();
print();
process.exit(0);

async function scaleTo(one: SeededApp, count: number): Promise<void> {
  await apps.scale(one, { web: count });
  await eventually(async () => {
    const [row] = await database.dataSource.query(SETTLED, [one.appId]);
    if (row.routed !== count || row.live !== count) throw new Error(`${row.routed} of ${count} are routed`);
  }, PATIENCE);
}

async function startRaw(): Promise<void> {
  await Promise.all(
    Array.from({ length: COUNT }, async (_, index) => {
      const labels = {
        'io.jujube.kind': 'dyno',
        bench: 'raw',
        'io.jujube.managed': 'true',
        'io.jujube.installation': 'bench',
      };
      const spec = { name: `bench-raw-${index}`, image, labels, cpuMillis: 10, memoryMib: 64 };
      const command = ['/bin/sh', '-c', `exec ${DYNO_PROGRAMS.web}`];
      const ports = [{ containerPort: 5000, hostPort: 31_000 + index }];
      const body = containerCreateBody({ ...spec, command, ports, env: { PORT: '5000' } });
      const container = await docker.createContainer({ _query: { name: spec.name }, _body: body } as never);
      await container.start();
    }),
  );
}

async function removeRaw(): Promise<void> {
  const containers = await docker.listContainers({ all: true, filters: { label: ['bench=raw'] } });
  await Promise.all(containers.map(({ Id }) => docker.getContainer(Id).remove({ force: true })));
}

async function measureSwarm(): Promise<void> {
  await docker.swarmInit({ ListenAddr: `${host.address}:2377`, AdvertiseAddr: host.address });
  for (let round = 0; round < ROUNDS; round++) {
    rows.swarm.push(await timed(() => startService()));
    await removeService();
  }
  await docker.swarmLeave({ _query: { force: true } } as never);
}

// an engine that keeps containers over its restart refuses to be in a swarm
async function withoutLiveRestore(work: () => Promise<void>): Promise<void> {
  const configFile = path.resolve(host.tlsDir, '../../../engines', host.name, 'daemon.json');
  const pid = Number(readFileSync(path.join(path.dirname(host.socket), 'docker.pid'), 'utf8'));
  const before = readFileSync(configFile, 'utf8');
  const reload = async (isOn: boolean) => {
    writeFileSync(configFile, JSON.stringify({ ...JSON.parse(before), 'live-restore': isOn }));
    process.kill(pid, 'SIGHUP');
    await eventually(async () => {
      const { LiveRestoreEnabled } = (await docker.info()) as { LiveRestoreEnabled: boolean };
      if (LiveRestoreEnabled !== isOn) throw new Error('the engine has not read its configuration again');
    }, PATIENCE);
  };
  await reload(false);
  await work();
  await reload(true);
  writeFileSync(configFile, before);
}

async function startService(): Promise<void> {
  await docker.createService(NO_LOGIN, {
    Name: 'bench',
    TaskTemplate: {
      ContainerSpec: { Image: image, Command: ['/bin/sh', '-c', `exec ${DYNO_PROGRAMS.web}`], Env: ['PORT=5000'] },
      Resources: { Limits: { MemoryBytes: 64 * 2 ** 20 } },
    },
    Mode: { Replicated: { Replicas: COUNT } },
  } as never);
  await eventually(async () => {
    const tasks = await docker.listTasks({ filters: { service: ['bench'] } });
    const running = tasks.filter((task) => task.Status?.State === 'running').length;
    if (running !== COUNT) throw new Error(`${running} of ${COUNT} tasks run`);
  }, PATIENCE);
}

async function removeService(): Promise<void> {
  await docker.getService('bench').remove();
  await eventually(async () => {
    const left = await docker.listContainers({
      all: true,
      filters: { label: ['com.docker.swarm.service.name=bench'] },
    });
    if (left.length > 0) throw new Error(`${left.length} containers are left`);
  }, PATIENCE);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function print(): void {
  const raw = middle(rows.raw);
  console.log(['0 → 20 dynos on one engine', 'middle', 'all', 'of raw'].join(' | '));
  for (const [name, times] of Object.entries(rows)) {
    const all = times.map((ms) => `${(ms / 1000).toFixed(2)}`).join(' ');
    console.log([name, `${(middle(times) / 1000).toFixed(2)} s`, all, (middle(times) / raw).toFixed(2)].join(' | '));
  }
}

function middle(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}
