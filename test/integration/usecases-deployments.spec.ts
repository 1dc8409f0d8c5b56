import { randomBytes } from 'node:crypto';
import { CreateApp } from '@jujube/usecases/apps/create-app.js';
import { ConfigQueries } from '@jujube/usecases/config/config.queries.js';
import { SetConfig } from '@jujube/usecases/config/set-config.js';
import { CreateReleaseFromImage } from '@jujube/usecases/releases/create-release-from-image.js';
import { RevertRelease } from '@jujube/usecases/releases/revert-release.js';
import { startCommandBus, type TestCommandBus } from '../support/command-bus.js';
import { endDeployment } from '../support/play-scheduler.js';

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
const releaseImage = (appId: string) =>
  jujube.execute(
    new CreateReleaseFromImage({ appId, userId: jujube.userId, tag: 't', image: IMAGE, pushed: PUSHED, force: false }),
  );
const statesOf = async (appId: string) =>
  (
    await jujube.query(
      'select r.version, d.state from releases r join deployments d on d.release_id = r.id where r.app_id = $1 order by 1',
      [appId],
    )
  ).map(({ version, state }: { version: number; state: string }) => `v${version} ${state}`);

describe('blue/green', () => {
  const strategy = (appId: string) =>
    jujube.query(`update formations set update_settings = '{"strategy":"bluegreen"}' where app_id = $1`, [appId]);
  const areHidden = async (appId: string) =>
    (
      await jujube.query(
        `select d.is_hidden as "isHidden" from deployments d join releases r on r.id = d.release_id
         where d.app_id = $1 order by r.version`,
        [appId],
      )
    ).map(({ isHidden }: { isHidden: boolean }) => isHidden);

  it('hides a release only while another one serves that has web dynos, and none that goes back', async () => {
    const { appId, name } = await newApp();
    await releaseImage(appId);
    await strategy(appId);
    await setConfig(appId, { FIRST: '1' });
    await endDeployment(jujube.database.dataSource, name, 'succeeded');
    const made = await setConfig(appId, { SECOND: '2' });
    await endDeployment(jujube.database.dataSource, name, 'failed');
    await jujube.query('update deployments set is_revert_wanted = true where id = $1', [made!.deploymentId]);
    await jujube.execute(new RevertRelease({ appId, deploymentId: made!.deploymentId }));
    expect(await areHidden(appId)).toEqual([false, false, false, true, false]);
  });
});

describe('going back by itself', () => {
  const revert = (appId: string, deploymentId: string) => jujube.execute(new RevertRelease({ appId, deploymentId }));
  const wanted = (deploymentId: string) =>
    jujube.query('update deployments set is_revert_wanted = true where id = $1', [deploymentId]);

  /** v2 serves, v3 with another config has failed. */
  async function failed(isWanted = true): Promise<{ appId: string; name: string; deploymentId: string }> {
    const app = await newApp();
    await releaseImage(app.appId);
    await endDeployment(jujube.database.dataSource, app.name, 'succeeded');
    const made = await setConfig(app.appId, { COLOUR: 'red' });
    await endDeployment(jujube.database.dataSource, app.name, 'failed');
    if (isWanted) await wanted(made!.deploymentId);
    return { ...app, deploymentId: made!.deploymentId };
  }

  it('makes one new release of the last good one, in the name of whom the failed one is', async () => {
    const { appId, deploymentId } = await failed();
    const answers = await Promise.all([revert(appId, deploymentId), revert(appId, deploymentId)]);
    expect(answers.filter(Boolean)).toMatchObject([{ version: 4 }]);
    const [release] = await jujube.query(
      `select r.description, r.created_by as "createdBy", d.is_revert as "isRevert" from releases r
       join deployments d on d.release_id = r.id where r.app_id = $1 and r.version = 4`,
      [appId],
    );
    expect(release).toEqual({
      description: 'Automatic rollback to v2: v3 failed: web.1 was not healthy before the deadline',
      createdBy: jujube.userId,
      isRevert: true,
    });
    expect(await jujube.get(ConfigQueries).newestOf(appId)).toEqual({});
    const left = 'select from deployments where app_id = $1 and is_revert_wanted';
    expect(await jujube.query(left, [appId])).toEqual([]);
  });

  it('does not when somebody has released something else by then', async () => {
    const { appId, deploymentId } = await failed();
    await setConfig(appId, { COLOUR: 'green' });
    expect(await revert(appId, deploymentId)).toBeNull();
    expect((await statesOf(appId)).at(-1)).toBe('v4 pending');
  });

  it('does not when nothing good is there, or nobody wants it', async () => {
    const { appId, name } = await newApp();
    const { deploymentId } = await releaseImage(appId);
    await endDeployment(jujube.database.dataSource, name, 'failed');
    expect(await revert(appId, deploymentId)).toBeNull();
    await wanted(deploymentId);
    expect(await revert(appId, deploymentId)).toBeNull();
    expect(await statesOf(appId)).toEqual(['v1 succeeded', 'v2 failed']);
    const other = await failed(false);
    expect(await revert(other.appId, other.deploymentId)).toBeNull();
  });
});
