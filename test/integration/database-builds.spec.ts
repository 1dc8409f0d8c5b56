import { BuildOutputRepository } from '@jujube/database/build-output/build-output.repository.js';
import { BuildsRepository } from '@jujube/database/builds/builds.repository.js';
import { LostBuilds } from '@jujube/database/builds/lost-builds.js';
import type { Lease } from '@jujube/database/leases/lease.js';
import { LostLease } from '@jujube/database/leases/lost-lease.js';
import { Nudges } from '@jujube/database/nudges.js';
import { OutboxRepository } from '@jujube/database/outbox/outbox.repository.js';
import { seedApp, seedBuild, type SeededApp } from '../support/seed-rows.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

describe('a build', () => {
  let database: TestDatabase;
  let app: SeededApp;
  let id: string;
  let builds: BuildsRepository;
  let output: BuildOutputRepository;
  let lost: LostBuilds;

  beforeAll(async () => {
    database = await createTestDatabase();
    app = await seedApp(database.dataSource);
    const nudges = new Nudges(database.dataSource, database.url);
    builds = new BuildsRepository(database.dataSource, nudges);
    output = new BuildOutputRepository(database.dataSource, nudges);
    lost = new LostBuilds(database.dataSource, new OutboxRepository(database.dataSource));
  });

  afterAll(() => database.drop());

  beforeEach(async () => {
    id = await seedBuild(database.dataSource.manager, app);
  });

  it('is claimed by one of many workers', async () => {
    const claims = await Promise.all(Array.from({ length: 10 }, (_, index) => claim(`worker ${index}`)));
    expect(claims.filter((lease) => lease !== null)).toHaveLength(1);
    expect(await builds.byId(id)).toMatchObject({ attempt: 1, fence: '1' });
  });

  it('is not claimed by a job of an older generation, nor when it has ended', async () => {
    await database.dataSource.query('update builds set generation = 2 where id = $1', [id]);
    expect(await claim('late')).toBeNull();
    const lease = await builds.claim({ rowId: id, generation: 2 }, 'in time');
    await builds.finish(lease!, { state: 'failed', failure: 'no Dockerfile' });
    expect(await builds.claim({ rowId: id, generation: 2 }, 'again')).toBeNull();
  });

  it('goes to another worker when its lease has run out, and the first one writes nothing any more', async () => {
    const first = (await claim('first'))!;
    expect(await claim('second')).toBeNull();
    await expire();
    const second = (await claim('second'))!;
    expect(await builds.renew(first)).toBe(false);
    expect(await builds.renew(second)).toBe(true);
    await expect(builds.write(first, { phase: 'pushing' })).rejects.toThrow(LostLease);
    await expect(builds.finish(first, { state: 'failed' })).rejects.toThrow(LostLease);
    await expect(output.append(first, ['late'])).rejects.toThrow(LostLease);
    await builds.write(second, { phase: 'building', stack: 'dockerfile' });
    expect(await builds.byId(id)).toMatchObject({
      phase: 'building',
      stack: 'dockerfile',
      state: 'pending',
      attempt: 2,
    });
  });

  it('that is handed over can be claimed at once and has lost no attempt', async () => {
    await builds.handOver((await claim('first'))!);
    expect(await claim('second')).not.toBeNull();
    expect(await builds.byId(id)).toMatchObject({ attempt: 1 });
  });

  it('keeps its output in order, with characters that the database does not hold replaced', async () => {
    const lease = (await claim('worker'))!;
    await output.append(lease, ['one\n', 'two\0\n']);
    await output.append(lease, ['three\n']);
    const chunks = await output.read(id, { seq: '0', limit: 2 });
    expect(chunks.map((chunk) => chunk.text)).toEqual(['one\n', 'two\uFFFD\n']);
    const rest = await output.read(id, { seq: chunks[1]!.seq, limit: 10 });
    expect(rest.map((chunk) => chunk.text)).toEqual(['three\n']);
    expect((await output.last(id, 2)).map((chunk) => chunk.text)).toEqual(['two\uFFFD\n', 'three\n']);
  });

  it('is suspected to have lost its job when nobody has held it for a while, and is restored once', async () => {
    expect(await suspected()).toBe(false);
    await age();
    expect(await suspected()).toBe(true);
    await Promise.all([lost.restore(job(1)), lost.restore(job(1))]);
    expect(await outboxRows()).toEqual([{ kind: 'build', generation: 2 }]);
    await age();
    // it is on its way
    expect(await suspected()).toBe(false);
    await database.dataSource.query('update outbox set sent_at = now() where row_id = $1', [id]);
    await builds.claim(job(2), 'worker');
    await age();
    // it is held
    expect(await suspected()).toBe(false);
    await expire();
    expect(await suspected()).toBe(true);
  });

  const job = (generation: number) => ({ rowId: id, generation });

  const claim = (owner: string): Promise<Lease | null> => builds.claim(job(1), owner);

  async function suspected(): Promise<boolean> {
    return (await lost.suspects(100)).some((suspect) => suspect.rowId === id);
  }

  async function outboxRows() {
    return database.dataSource.query('select kind, generation from outbox where row_id = $1', [id]);
  }

  async function expire(): Promise<void> {
    await database.dataSource.query("update builds set lease_until = now() - interval '1 second' where id = $1", [id]);
  }

  async function age(): Promise<void> {
    await database.dataSource.query("update builds set updated_at = now() - interval '1 minute' where id = $1", [id]);
  }
});
