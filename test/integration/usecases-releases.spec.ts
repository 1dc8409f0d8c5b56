import { randomBytes } from 'node:crypto';
import { CreateApp } from '@jujube/usecases/apps/create-app.js';
import { DestroyApp } from '@jujube/usecases/apps/destroy-app.js';
import { CancelBuild } from '@jujube/usecases/builds/cancel-build.js';
import { CreateBuild } from '@jujube/usecases/builds/create-build.js';
import { ConfigQueries } from '@jujube/usecases/config/config.queries.js';
import { SetConfig } from '@jujube/usecases/config/set-config.js';
import { CreateReleaseFromBuild } from '@jujube/usecases/releases/create-release-from-build.js';
import { CreateReleaseFromImage } from '@jujube/usecases/releases/create-release-from-image.js';
import { RollbackRelease } from '@jujube/usecases/releases/rollback-release.js';
import { claimedBuild } from '../support/claimed-build.js';
import { endDeployment } from '../support/play-scheduler.js';
import { startCommandBus, type TestCommandBus } from '../support/command-bus.js';

const IMAGE = 'registry:5000/app@sha256:' + 'a'.repeat(64);

const PUSHED = { label: undefined, hasCommand: true };

let jujube: TestCommandBus;
beforeAll(async () => {
  jujube = await startCommandBus();
});
afterAll(() => jujube.stop());

async function newApp(): Promise<{ appId: string; name: string }> {
  const name = `app-${randomBytes(4).toString('hex')}`;
  const appId = await jujube.execute(new CreateApp({ ownerId: jujube.userId, name, baseDomain: 'localhost' }));
  return { appId, name };
}

const setConfig = (appId: string, patch: object) =>
  jujube.execute(new SetConfig({ appId, userId: jujube.userId, patch }));
const releaseImage = (appId: string, force = false) =>
  jujube.execute(
    new CreateReleaseFromImage({ appId, userId: jujube.userId, tag: 't', image: IMAGE, pushed: PUSHED, force }),
  );
const newBuild = (appId: string) =>
  jujube.execute(
    new CreateBuild({
      appId,
      userId: jujube.userId,
      source: { kind: 'git', url: 'https://git.example/x.git' },
      sourceRoots: [],
    }),
  );
const statesOf = async (appId: string) =>
  (
    await jujube.query(
      'select r.version, d.state from releases r join deployments d on d.release_id = r.id where r.app_id = $1 order by 1',
      [appId],
    )
  ).map(({ version, state }: { version: number; state: string }) => `v${version} ${state}`);

describe('releases', () => {
  it('made by many at once have no gap, and the last holds what all of them set', async () => {
    const { appId } = await newApp();
    await releaseImage(appId);
    await Promise.all(Array.from({ length: 20 }, (_, index) => setConfig(appId, { [`KEY_${index}`]: String(index) })));
    const versions = await jujube.query('select version from releases where app_id = $1 order by version', [appId]);
    expect(versions.map(({ version }: { version: number }) => version)).toEqual(
      Array.from({ length: 22 }, (_, index) => index + 1),
    );
    expect(Object.keys(await jujube.get(ConfigQueries).newestOf(appId))).toHaveLength(20);
    const states = await statesOf(appId);
    expect(states.filter((text: string) => text.endsWith('pending'))).toEqual(['v22 pending']);
    expect(states.filter((text: string) => text.endsWith('superseded'))).toHaveLength(20);
  });

  it('need no rollout while nothing is to run', async () => {
    const { appId } = await newApp();
    await setConfig(appId, { A: '1' });
    await releaseImage(appId);
    await jujube.query(`update formations set quantity = 0 where app_id = $1`, [appId]);
    await setConfig(appId, { A: '2' });
    expect(await statesOf(appId)).toEqual(['v1 succeeded', 'v2 succeeded', 'v3 superseded', 'v4 succeeded']);
  });

  it('fill slots again that were held empty', async () => {
    const { appId } = await newApp();
    await jujube.query(`insert into slot_wishes (app_id, process_type, slot, is_stopped) values ($1, 'web', 1, true)`, [
      appId,
    ]);
    await setConfig(appId, { A: '1' });
    expect(await jujube.query('select is_stopped from slot_wishes where app_id = $1', [appId])).toEqual([
      { is_stopped: false },
    ]);
  });

  it('of an image are refused during a rollout only, and only without force', async () => {
    const { appId, name } = await newApp();
    const first = await releaseImage(appId);
    await expect(releaseImage(appId)).rejects.toMatchObject({
      id: 'conflict',
      details: { deployment: first.deploymentId, version: 2 },
    });
    await endDeployment(jujube.database.dataSource, name, 'failed');
    await releaseImage(appId);
    await releaseImage(appId, true);
    expect(await statesOf(appId)).toEqual(['v1 succeeded', 'v2 failed', 'v3 superseded', 'v4 pending']);
  });

  it('cannot be changed, not even by a bug', async () => {
    await expect(jujube.query('update releases set description = $1', ['x'])).rejects.toThrow(/permission denied/);
  });

  it('end with the app, also while they are made', async () => {
    const { appId } = await newApp();
    const results = await Promise.allSettled([
      jujube.execute(new DestroyApp({ appId })),
      ...Array.from({ length: 5 }, (_, index) => setConfig(appId, { [`K${index}`]: 'x' })),
    ]);
    const refusals = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason.id as string);
    expect(refusals.every((id) => id === 'not_found')).toBe(true);
    expect(await jujube.query('select count(*)::int from releases where app_id = $1', [appId])).toEqual([{ count: 0 }]);
  });
});

describe('rollback', () => {
  it('takes image, config and process types from the target, and only from one that succeeded', async () => {
    const { appId, name } = await newApp();
    await setConfig(appId, { COLOUR: 'blue' });
    const good = await releaseImage(appId);
    await endDeployment(jujube.database.dataSource, name, 'succeeded');
    await setConfig(appId, { COLOUR: 'red' });
    const rollback = (target: string) => jujube.execute(new RollbackRelease({ appId, userId: jujube.userId, target }));
    await expect(rollback('v4')).rejects.toMatchObject({ id: 'invalid_params' });
    await expect(rollback('v1')).rejects.toMatchObject({ id: 'invalid_params' });
    const made = await rollback(good.id);
    expect(made.version).toBe(5);
    expect(await jujube.get(ConfigQueries).ofRelease(made.id)).toEqual({ COLOUR: 'blue' });
  });
});

describe('a build', () => {
  const release = (lease: { rowId: string; owner: string; fence: string }) =>
    jujube.execute(
      new CreateReleaseFromBuild({
        lease,
        image: IMAGE,
        processTypes: { web: 'node web.js', worker: 'node w.js' },
        sourceVersion: '1a2b3c4',
      }),
    );

  it('ends as a release with web=1 and everything else 0, in one step', async () => {
    const { appId } = await newApp();
    const buildId = await newBuild(appId);
    const { lease } = await claimedBuild(jujube.database.dataSource, buildId);
    const made = await release(lease);
    expect(await jujube.query('select state, release_id as "releaseId" from builds where id = $1', [buildId])).toEqual([
      { state: 'succeeded', releaseId: made.id },
    ]);
    expect(
      await jujube.query('select process_type as type, quantity from formations where app_id = $1 order by 1', [appId]),
    ).toEqual([
      { type: 'web', quantity: 1 },
      { type: 'worker', quantity: 0 },
    ]);
    expect(await jujube.query('select state from tasks where build_id = $1', [buildId])).toEqual([
      { state: 'finished' },
    ]);
    expect(await jujube.query('select description from releases where id = $1', [made.id])).toEqual([
      { description: 'Deploy 1a2b3c4' },
    ]);
  });

  it('releases nothing for a worker that lost it, was cancelled, or whose app is gone', async () => {
    const { appId } = await newApp();
    const lost = await newBuild(appId);
    const first = await claimedBuild(jujube.database.dataSource, lost);
    await claimedBuild(jujube.database.dataSource, lost);
    await expect(release(first.lease)).rejects.toMatchObject({ name: 'LostLease' });
    const idle = await newBuild(appId);
    const worker = await claimedBuild(jujube.database.dataSource, idle);
    await jujube.query(`update builds set lease_until = now() - interval '1 s' where id = $1`, [idle]);
    await jujube.execute(new CancelBuild({ appId, buildId: idle, by: 'me' }));
    await expect(release(worker.lease)).rejects.toMatchObject({ name: 'LostLease' });
    expect(await statesOf(appId)).toEqual(['v1 succeeded']);
    const gone = await newApp();
    const orphan = await claimedBuild(jujube.database.dataSource, await newBuild(gone.appId));
    await jujube.execute(new DestroyApp({ appId: gone.appId }));
    await expect(release(orphan.lease)).rejects.toMatchObject({ id: 'not_found' });
  });
});
