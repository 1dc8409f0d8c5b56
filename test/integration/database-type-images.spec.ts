import { refuseUsedRepository } from '@jujube/database/apps/refuse-used-repository.js';
import { GoneImagesRepository } from '@jujube/database/gone-images/gone-images.repository.js';
import { AppImages } from '@jujube/database/releases/app-images.js';
import { seedApp } from '../support/seed-rows.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const image = (digit: number, app = 'shop') => `registry.example/${app}@sha256:${String(digit).repeat(64)}`;

describe('images that process types have of their own', () => {
  let database: TestDatabase;
  let appId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    const seeded = await seedApp(database.dataSource);
    appId = seeded.appId;
    const release = async (version: number, images: object, state: string) => {
      const [{ id }]: [{ id: string }] = await database.dataSource.query(
        `insert into releases (app_id, version, description, image, type_images, config_encrypted, created_by)
         values ($1, $2, 'made', $3, $4, '', $5) returning id`,
        [appId, version, image(version), images, seeded.userId],
      );
      await database.dataSource.query(
        `insert into deployments (app_id, release_id, state, deadline_at) values ($1, $2, $3, now())`,
        [appId, id, state],
      );
    };
    await release(11, { worker: image(1) }, 'succeeded');
    await release(2, { worker: image(3, 'former') }, 'succeeded');
    await release(4, { worker: image(5), clock: image(6) }, 'failed');
  });
  afterAll(() => database?.drop());

  it('are counted with those of their release', async () => {
    const found = (await new AppImages(database.dataSource).of(appId))!;
    const ofVersion = (version: number) =>
      found.releases.filter((one) => one.version === version).map((one) => one.image);
    expect(new Set(ofVersion(4))).toEqual(new Set([image(4), image(5), image(6)]));
    expect(found.releases.map(({ version }) => version)).toEqual([11, 11, 4, 4, 4, 2, 2]);
    expect(new Set(found.inUse)).toEqual(new Set([image(11), image(1)]));
  });

  it('hold the name of the repository that they lie in', async () => {
    const { manager } = database.dataSource;
    await expect(refuseUsedRepository(manager, 'former', null)).rejects.toThrow(/images of .* are kept under it/);
    await refuseUsedRepository(manager, 'formerly', null);
  });

  it('are taken down when the app goes, and needed until then', async () => {
    const gone = new GoneImagesRepository(database.dataSource);
    await gone.add(database.dataSource.manager, appId);
    expect(await gone.needless('anywhere')).toEqual([]);
    await database.dataSource.query('delete from apps where id = $1', [appId]);
    const all = [image(11), image(1), image(2), image(3, 'former'), image(4), image(5), image(6)];
    expect(new Set(await gone.needless('in the registry'))).toEqual(new Set(all));
  });
});
