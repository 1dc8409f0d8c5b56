import { randomUUID } from 'node:crypto';
import type { NewLogLine } from '@jujube/database/log-lines/new-log-line.js';
import { LogLinesRepository } from '@jujube/database/log-lines/log-lines.repository.js';
import { eventually } from '../support/eventually.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

describe('log lines', () => {
  let database: TestDatabase;
  let logs: LogLinesRepository;
  let appId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    logs = new LogLinesRepository(database.dataSource);
  });

  afterAll(() => database.drop());

  beforeEach(() => {
    appId = randomUUID();
  });

  it('are read by a follower without a gap while many writers append', async () => {
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let batch = 0; batch < 10; batch++) {
        await logs.append([line({ text: `${writer}.${batch}.a` }), line({ text: `${writer}.${batch}.b` })]);
      }
    });
    const seen: string[] = [];
    let last = '0';
    await eventually(
      async () => {
        for (const { id, text } of await logs.after(last, { appId }, 1000)) {
          seen.push(text);
          last = id;
        }
        expect(seen).toHaveLength(160);
      },
      { everyMs: 1 },
    );
    await Promise.all(writers);
    expect(new Set(seen).size).toBe(160);
  });

  it('hold a slow writer back from nobody but other writers', async () => {
    await logs.append([line({ text: 'before' })]);
    await database.dataSource.transaction(async (manager) => {
      await logs.append([line({ text: 'not committed' })], manager);
      expect(await textsAfter('0')).toEqual(['before']);
    });
    expect(await textsAfter('0')).toEqual(['before', 'not committed']);
  });

  it('keep microseconds and every character but NUL', async () => {
    await logs.append([line({ at: '2026-11-20T11:38:15.657064+00:00', text: 'naïve 🦊\0!' })]);
    expect(await logs.last({ appId }, 1)).toEqual([
      {
        id: expect.any(String),
        at: '2026-11-20T11:38:15.657064+00:00',
        source: 'app',
        dyno: 'web.1',
        text: 'naïve 🦊\uFFFD!',
      },
    ]);
  });

  it('are found by dyno, process type and source', async () => {
    await logs.append([
      line({ dyno: 'web.1', text: 'web one' }),
      line({ dyno: 'web.2', text: 'web two' }),
      line({ dyno: 'webhook.1', text: 'webhook' }),
      line({ dyno: 'router', source: 'heroku', text: 'router' }),
    ]);
    const texts = async (filter: object) => (await logs.last({ appId, ...filter }, 10)).map(({ text }) => text);
    expect(await texts({ dyno: 'web' })).toEqual(['web one', 'web two']);
    expect(await texts({ dyno: 'web.2' })).toEqual(['web two']);
    expect(await texts({ source: 'heroku' })).toEqual(['router']);
    expect(await texts({ dyno: '%' })).toEqual([]);
  });

  it('are shown in time order, the newest ones when not all are wanted', async () => {
    const at = (second: number) => `2026-11-20T11:00:0${second}.000000+00:00`;
    await logs.append([1, 3, 2, 4].map((second) => line({ at: at(second), text: `at ${second}` })));
    expect((await logs.last({ appId }, 3)).map(({ text }) => text)).toEqual(['at 2', 'at 3', 'at 4']);
    const [newest] = (await logs.last({ appId }, 1)).slice(-1);
    expect(await logs.lastId(appId)).toBe(newest!.id);
    expect(await logs.lastId(randomUUID())).toBe('0');
  });

  const line = (part: Partial<NewLogLine>): NewLogLine => ({
    appId,
    at: new Date().toISOString(),
    source: 'app',
    dyno: 'web.1',
    text: '',
    ...part,
  });

  async function textsAfter(id: string): Promise<string[]> {
    return (await logs.after(id, { appId }, 100)).map(({ text }) => text);
  }
});
