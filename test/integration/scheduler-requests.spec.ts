import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import { HostProbes } from '@jujube/database/host-probes/host-probes.js';
import { Nudges } from '@jujube/database/nudges.js';
import { eventually } from '../support/eventually.js';
import { startScheduler, type RunningScheduler } from '../support/running-scheduler.js';
import { SchedulerWorld } from '../support/scheduler-world.js';
import { firstTestHost, overTls, overUnixSocket, testHosts } from '../support/test-hosts.js';
import { TEST_MASTER_KEY } from '../support/test-master-key.js';
import { DYNO_PROGRAMS } from '../support/test-programs.js';

let world: SchedulerWorld;
let scheduler: RunningScheduler;
let nudges: Nudges;
let probes: HostProbes;

beforeAll(async () => {
  world = await SchedulerWorld.open();
  scheduler = await startScheduler(world.database.url);
  nudges = new Nudges(world.database.dataSource, world.database.url);
  probes = new HostProbes(world.database.dataSource, new SecretBox(Buffer.from(TEST_MASTER_KEY, 'base64')), nudges);
}, 60_000);

afterAll(async () => {
  await nudges?.onModuleDestroy();
  await scheduler?.stop();
  await world?.close();
}, 60_000);

describe('the scheduler, asked by others', () => {
  it('gives a task a place, says why another one has none, and takes both back when their builds end', async () => {
    const { apps, database } = world;
    const app = await apps.addApp();
    const [fitting, huge] = [randomUUID(), randomUUID()];
    await database.dataSource.query(ADD_BUILD, [fitting, app.appId, app.userId, 512]);
    await database.dataSource.query(ADD_BUILD, [huge, app.appId, app.userId, 900_000]);
    await apps.nudge();
    const tasks = () => database.dataSource.query(TASKS, [[fitting, huge]]);
    await eventually(async () =>
      expect(await tasks()).toEqual([
        { state: 'placed', host_id: expect.any(String), blocked: null },
        { state: 'queued', host_id: null, blocked: expect.stringContaining('lack memory') },
      ]),
    );
    await apps.query(`update builds set state = 'failed' where id = any($1)`, [[fitting, huge]]);
    await eventually(async () => {
      const states = (await tasks()).map((task: { state: string }) => task.state);
      expect(states).toEqual(['finished', 'finished']);
    });
  });

  it('reaches a host by another address, and so its dynos, which stay', async () => {
    const app = await world.deployed({ web: DYNO_PROGRAMS.web }, { web: 1 });
    const [before] = await world.up(app);
    const { hostId, hostAddress } = before!;
    // the same place, written in another way
    const bytes = hostAddress.split('.').map((byte) => Number(byte).toString(16).padStart(2, '0'));
    const address = `::ffff:${bytes[0]}${bytes[1]}:${bytes[2]}${bytes[3]}`;
    const { url } = overUnixSocket(testHosts().find((host) => host.address === hostAddress)!);
    await world.apps.query('update hosts set url = $2, address = $3 where id = $1', [hostId, url, address]);
    await world.apps.nudge();
    await eventually(async () => expect((await world.up(app))[0]?.hostAddress).toBe(address));
    const [after] = await world.up(app);
    expect(after?.containerId).toBe(before?.containerId);
    expect((await fetch(`http://[${address}]:${after?.hostPort}/`)).status).toBe(200);
    await world.clear();
  }, 120_000);

  it('reports what an engine has and lacks', async () => {
    const host = firstTestHost();
    const report = await probes.ask({ ...overTls(host), id: randomUUID(), name: 'candidate' }, 10_000);
    expect(report).toMatchObject({ isReachable: true, address: host.address, engineVersion: expect.any(String) });
    const checks = Object.fromEntries(report?.findings.map(({ check, isOk }) => [check, isOk]) ?? []);
    expect(checks).toMatchObject({ version: true, 'live-restore': true, registry: true, clock: true });
  }, 15_000);

  it('answers within 10 s for an engine that refuses and for one that never answers', async () => {
    const mute = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const { port } = mute.address() as AddressInfo;
    const { tls } = overTls(firstTestHost());
    const ask = (url: string) => probes.ask({ id: randomUUID(), name: 'candidate', url, tls }, 10_000);
    const [refused, silent] = await Promise.all([ask('tcp://127.0.0.1:1'), ask(`tcp://127.0.0.1:${port}`)]);
    mute.close();
    expect(refused).toMatchObject({ isReachable: false, error: expect.stringContaining('ECONNREFUSED') });
    expect(silent).toMatchObject({ isReachable: false, error: expect.stringMatching(/no answer|did not answer/) });
  }, 15_000);
});

const ADD_BUILD = `
with build as (insert into builds (id, app_id, created_by, source, state)
  values ($1, $2, $3, '{"kind": "git", "url": "https://git.example/repo.git", "ref": "main"}', 'pending') returning id)
insert into tasks (kind, build_id, cpu_millis, memory_mib) select 'build', id, 10, $4 from build`;

const TASKS = 'select state, host_id, blocked from tasks where build_id = any($1) order by memory_mib';
