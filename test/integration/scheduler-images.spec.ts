import { randomUUID } from 'node:crypto';
import { DockerEngine } from '@jujube/containers/docker-engine.js';
import { GoneImagesRepository } from '@jujube/database/gone-images/gone-images.repository.js';
import { AppImages } from '@jujube/database/releases/app-images.js';
import { PullLogins } from '../../apps/scheduler/src/actor/pull-logins.js';
import type { HostEngines } from '../../apps/scheduler/src/hosts/host-engines.js';
import { ImageRetention } from '../../apps/scheduler/src/images/image-retention.js';
import { seedApp } from '../support/seed-rows.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { firstTestHost, overTls } from '../support/test-hosts.js';
import { pushTestImage, testRegistry } from '../support/test-registry.js';

describe('the images of destroyed apps on a host', () => {
  const registry = testRegistry();
  const logins = new PullLogins(registry);
  const engine = new DockerEngine(overTls(firstTestHost()), { installation: `images-${randomUUID()}` });
  let database: TestDatabase;
  let retention: ImageRetention;

  beforeAll(async () => {
    database = await createTestDatabase();
    const { dataSource } = database;
    const engines = { refresh: () => Promise.resolve(new Map([['h1', { engine }]])) } as unknown as HostEngines;
    retention = new ImageRetention(new AppImages(dataSource), new GoneImagesRepository(dataSource), engines, logins);
  });
  afterAll(async () => {
    await engine.close();
    await database.drop();
  });

  it('go, but for those that a dyno or another app still needs', async () => {
    const [unused, running, released, worker] = [await pulled(), await pulled(), await pulled(), await pulled()];
    const query = (text: string, values: unknown[] = []) => database.dataSource.query(text, values);
    await query('insert into gone_images (image, deleted_at) values ($1, now()), ($2, now()), ($3, null), ($4, null)', [
      unused,
      running,
      released,
      worker,
    ]);
    const { appId, userId } = await seedApp(database.dataSource);
    await query(
      `insert into releases (app_id, version, description, image, type_images, config_encrypted, created_by)
       values ($1, 1, 'one', $2, $3, '', $4)`,
      [appId, released, { worker }, userId],
    );
    await query(RUNNING_DYNO, [running]);

    await retention.prune(new AbortController().signal);
    const areThere = (...refs: string[]) => Promise.all(refs.map((ref) => engine.imageExists(ref)));
    expect(await areThere(unused, running, released, worker)).toEqual([false, true, true, true]);

    await query(`update dynos set state = 'stopped'`);
    await retention.prune(new AbortController().signal);
    expect(await areThere(running, released, worker)).toEqual([false, true, true]);
    for (const ref of [released, worker]) await engine.removeImage(ref);
  });

  async function pulled(): Promise<string> {
    const repository = `gone-${randomUUID()}`;
    const ref = `${registry.host}/${repository}@${await pushTestImage(repository, 'v1', { mark: repository })}`;
    await engine.pull(ref, { auth: logins.for(ref) });
    return ref;
  }
});

const RUNNING_DYNO = `
insert into dynos (app_id, app_name, process_type, slot, incarnation, release_id, release_version, generation, image,
  host_id, host_name, host_address, cpu_millis, memory_mib, state)
values (gen_random_uuid(), 'gone', 'web', 1, 1, gen_random_uuid(), 2, 'g', $1, gen_random_uuid(), 'h1', '127.0.0.1', 50, 64, 'draining')`;
