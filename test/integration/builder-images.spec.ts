import { randomUUID } from 'node:crypto';
import { RegistryClient } from '@jujube/registry/registry-client.js';
import { CreateReleaseFromImage } from '@jujube/usecases/releases/create-release-from-image.js';
import { PruneImagesWorker } from '../../apps/builder/src/images/prune-images.worker.js';
import { BuilderScene } from '../support/builder-scene.js';
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

const RUNNING_DYNO = `
insert into dynos (app_id, app_name, process_type, slot, incarnation, release_id, release_version, generation, image,
  host_id, host_name, host_address, cpu_millis, memory_mib, state)
values ($1, $2, 'web', 1, 1, gen_random_uuid(), 2, 'g', $3, gen_random_uuid(), 'h1', '127.0.0.1', 50, 64, 'up')`;
