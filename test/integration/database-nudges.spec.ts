import { Nudges } from '@jujube/database/nudges.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { eventually } from '../support/eventually.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

describe('nudges', () => {
  let database: TestDatabase;
  let nudges: Nudges;

  beforeEach(async () => {
    database = await createTestDatabase();
    nudges = new Nudges(database.dataSource, database.url);
  });

  afterEach(async () => {
    await nudges.onModuleDestroy();
    await database.drop();
  });

  it('reach every listener of their channel, with their payload, and nobody else', async () => {
    const [logs, builds] = [await listen('logs'), await listen('builds')];
    await nudges.send('logs', undefined, 'some-app');
    await nudges.send('builds');
    await eventually(() => expect(builds).toEqual(['']));
    expect(logs).toEqual(['some-app']);
  });

  it('leave with their transaction, or not at all', async () => {
    const wanted = await listen('wanted');
    const failed = inTransaction(database.dataSource, async (manager) => {
      await nudges.send('wanted', manager, 'never');
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    await inTransaction(database.dataSource, async (manager) => {
      await nudges.send('wanted', manager, 'committed');
      expect(wanted).toEqual([]);
    });
    await eventually(() => expect(wanted).toEqual(['committed']));
  });

  it('are listened to again after the connection was cut, and each listener is called once', async () => {
    const [routes, acks] = [await listen('routes'), await listen('acks')];
    await database.dataSource.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'jujube nudges' and datname = current_database()",
    );
    await eventually(() => expect([routes, acks]).toEqual([[''], ['']]));
    await nudges.send('routes', undefined, 'after');
    await eventually(() => expect(routes).toEqual(['', 'after']));
    expect(acks).toEqual(['']);
  });

  it('end with the function that on() returned', async () => {
    const heard: string[] = [];
    const stop = nudges.on('tasks', (payload) => heard.push(payload));
    const others = await listen('tasks');
    stop();
    heard.length = 0;
    await nudges.send('tasks', undefined, 'one');
    await eventually(() => expect(others).toContain('one'));
    expect(heard).toEqual([]);
  });

  /** Listens, and waits until it really does. */
  async function listen(channel: 'logs' | 'builds' | 'wanted' | 'routes' | 'acks' | 'tasks'): Promise<string[]> {
    const heard: string[] = [];
    nudges.on(channel, (payload) => heard.push(payload));
    await eventually(async () => {
      await nudges.send(channel, undefined, 'probe');
      expect(heard).toContain('probe');
    });
    // probes that are still under way come before a last one
    await nudges.send(channel, undefined, 'last probe');
    await eventually(() => expect(heard).toContain('last probe'));
    heard.length = 0;
    return heard;
  }
});
