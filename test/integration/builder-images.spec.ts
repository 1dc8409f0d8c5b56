import { randomUUID } from 'node:crypto';
import { JobProducer } from '@jujube/queue/job-producer.js';
import { jobIdOf } from '@jujube/queue/jobs.js';
import { RegistryClient } from '@jujube/registry/registry-client.js';
import { CreateApp } from '@jujube/usecases/apps/create-app.js';
import { DestroyApp } from '@jujube/usecases/apps/destroy-app.js';
import { CreateReleaseFromImage } from '@jujube/usecases/releases/create-release-from-image.js';
import { PruneImagesWorker } from '../../apps/builder/src/images/prune-images.worker.js';
import { NeedlessImages } from '../../apps/builder/src/janitor/needless-images.js';
import { BuilderScene } from '../support/builder-scene.js';
import { eventually } from '../support/eventually.js';
import { pushTestImage, testRegistry } from '../support/test-registry.js';

const MINUTES = 60_000;
const registry = new RegistryClient(testRegistry());

let scene: BuilderScene;
beforeAll(async () => void (scene = await BuilderScene.open()), MINUTES);
afterAll(() => scene?.close(), MINUTES);

const query = (text: string, values: unknown[] = []) => scene.database.dataSource.query(text, values);

/** Pushes an image as a build does, and releases it unless the build is still going on. */
async function built(app: { id: string; name: string }, state: 'succeeded' | 'pending' | 'failed'): Promise<string> {
  const id = randomUUID();
  const source = { kind: 'git', url: 'https://git.example/r.git', ref: '' };
  const [{ owner_id: userId }] = await query('select owner_id from apps where id = $1', [app.id]);
  const row = [id, app.id, userId, source, state];
  // held by nobody's lease, but for long: no worker takes it
  await query(
    `insert into builds (id, app_id, created_by, source, state, lease_until)
     values ($1, $2, $3, $4, $5, now() + interval '1 hour')`,
    row,
  );
  const digest = await pushTestImage(app.name, `build-${id}`, { mark: id });
  if (state === 'succeeded') await release(app, { userId, tag: `build-${id}`, digest });
  return digest;
}

async function release(app: { id: string; name: string }, pushed: { userId: string; tag: string; digest: string }) {
  const image = `${testRegistry().host}/${app.name}@${pushed.digest}`;
  const { userId, tag } = pushed;
  const own = { label: undefined, hasCommand: true };
  await scene.builder.commands.execute(
    new CreateReleaseFromImage({ appId: app.id, userId, tag, image, pushed: own, force: true }),
  );
}

async function inRegistry(app: { name: string }): Promise<string[]> {
  const tags = await registry.tags(app.name);
  return Promise.all(tags.map((tag) => registry.resolve(app.name, tag)));
}

describe('pruning the images of an app', () => {
  it(
    'keeps the last ten, what runs, what is on its way and what others pushed',
    async () => {
      const app = await scene.apps.createApp();
      const released: string[] = [];
      for (let count = 0; count < 13; count++) released.push(await built(app, 'succeeded'));
      const failed = await built(app, 'failed');
      const onItsWay = await built(app, 'pending');
      const byOthers = await pushTestImage(app.name, 'from-ci', { mark: 'ci' });
      await query(RUNNING_DYNO, [app.id, app.name, `${testRegistry().host}/${app.name}@${released[0]}`]);

      await scene.builder.get(PruneImagesWorker).handle({ rowId: app.id }, new AbortController().signal);

      const kept = await inRegistry(app);
      expect(kept.sort()).toEqual([released[0], ...released.slice(3), onItsWay, byOthers].sort());
      expect(kept).not.toContain(failed);
    },
    3 * MINUTES,
  );

  it('does nothing for an app that is gone', async () => {
    const gone = { rowId: randomUUID() };
    await expect(
      scene.builder.get(PruneImagesWorker).handle(gone, new AbortController().signal),
    ).resolves.toBeUndefined();
  });
});

describe('the images of a destroyed app', () => {
  const destroy = (app: { id: string }) => scene.builder.commands.execute(new DestroyApp({ appId: app.id }));
  const refOf = (app: { name: string }, digest: string) => `${testRegistry().host}/${app.name}@${digest}`;
  const lookAgain = () => scene.builder.get(NeedlessImages).remove();

  it('leave the registry by a job of their own, though one of the last release was done already', async () => {
    const app = await scene.apps.createApp();
    for (let count = 0; count < 2; count++) await built(app, 'succeeded');
    const job = { kind: 'prune-images' as const, rowId: app.id, generation: 3 };
    const producer = scene.builder.get(JobProducer);
    await producer.add(job);
    const jobs = await producer.openQueue(job.kind);
    await eventually(async () => expect(await jobs.getJobState(jobIdOf(job))).toBe('completed'));
    await destroy(app);
    await eventually(async () => expect(await inRegistry(app)).toEqual([]));
    const rows = () =>
      query('select deleted_at is null as "isThere" from gone_images where image like $1', [`%/${app.name}@%`]);
    await eventually(async () => expect(await rows()).toEqual([{ isThere: false }, { isThere: false }]));
  });

  it('stay while a dyno of it still runs, and go when it has ended', async () => {
    const app = await scene.apps.createApp();
    const [running, idle] = [await built(app, 'succeeded'), await built(app, 'succeeded')];
    await query(RUNNING_DYNO, [app.id, app.name, refOf(app, running)]);
    await destroy(app);
    await eventually(async () => expect(await inRegistry(app)).not.toContain(idle));
    await lookAgain();
    expect(await inRegistry(app)).toEqual([running]);
    await query(`update dynos set state = 'stopped' where app_id = $1`, [app.id]);
    await lookAgain();
    expect(await inRegistry(app)).toEqual([]);
  });

  it('stay when an app of the same name has released the very same, until that is destroyed too', async () => {
    const app = await scene.apps.createApp();
    const [{ owner_id: userId }] = await query('select owner_id from apps where id = $1', [app.id]);
    const push = (mark: string) => pushTestImage(app.name, mark, { mark });
    const pushAndRelease = async (to: typeof app) => release(to, { userId, tag: 'ci', digest: await push('ci') });
    const again = async () => {
      const create = new CreateApp({ ownerId: userId, name: app.name, baseDomain: 'localhost' });
      return { id: await scene.builder.commands.execute(create), name: app.name };
    };
    await pushAndRelease(app);
    await query(RUNNING_DYNO, [app.id, app.name, refOf(app, await push('ci'))]);
    await destroy(app);
    const second = await again();
    await pushAndRelease(second);
    await query(`update dynos set state = 'stopped' where app_id = $1`, [app.id]);
    await lookAgain();
    expect(await inRegistry(app)).toEqual([await push('ci')]);
    await destroy(second);
    await eventually(async () => expect(await inRegistry(app)).toEqual([]));
    // pushed once more: nobody said so far that it may go
    await push('ci');
    await lookAgain();
    expect(await inRegistry(app)).toHaveLength(1);
    const third = await again();
    await pushAndRelease(third);
    await destroy(third);
    await eventually(async () => expect(await inRegistry(app)).toEqual([]));
  });
});

const RUNNING_DYNO = `
insert into dynos (app_id, app_name, process_type, slot, incarnation, release_id, release_version, generation, image,
  host_id, host_name, host_address, cpu_millis, memory_mib, state)
values ($1, $2, 'web', 1, 1, gen_random_uuid(), 2, 'g', $3, gen_random_uuid(), 'h1', '127.0.0.1', 50, 64, 'up')`;
