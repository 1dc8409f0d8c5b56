import { startTestApi, type TestApi } from '../support/test-api.js';

let api: TestApi;
let appId: string;
beforeAll(async () => {
  api = await startTestApi();
  appId = (await api.admin.post('/apps', { name: 'shop' })).body.id;
  for (let second = 1; second <= 5; second++)
    await append(`2026-11-20T11:38:0${second}.000001Z`, 'app', 'web.1', `line ${second}`);
  await append('2026-11-20T11:38:06.000001Z', 'heroku', 'router', 'at=info method=GET');
  await append('2026-11-20T11:38:07.000001Z', 'app', 'worker.1', 'two\nlines');
});
afterAll(() => api.stop());

async function append(...[at, source, dyno, text]: [string, string, string, string]): Promise<void> {
  await api.database.dataSource.query(
    'insert into log_lines (app_id, at, source, dyno, text) values ($1, $2, $3, $4, $5)',
    [appId, at, source, dyno, text],
  );
  await api.database.dataSource.query(`select pg_notify('jujube_logs', $1)`, [appId]);
}

async function session(body: object): Promise<string> {
  const answer = await api.admin.post('/apps/shop/log-sessions', body);
  expect(answer.status).toBe(201);
  return answer.body.logplex_url;
}

const linesOf = (events: string) => [...events.matchAll(/^data: (.*)$/gm)].map((match) => match[1]);

/** Reads events until `count` lines have come. The stream is open, and misses nothing, once `onOpen` is called. */
async function follow(
  url: string,
  count: number,
  more: { headers?: Record<string, string>; onOpen?: () => Promise<void> } = {},
) {
  const gone = new AbortController();
  const response = await fetch(url, { headers: more.headers, signal: gone.signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (linesOf(text).length < count) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`the stream ended after: ${text}`);
    if (text === '') await more.onOpen?.();
    text += value;
  }
  return { text, lines: linesOf(text), stop: () => gone.abort() };
}

describe('logs', () => {
  it('are server-sent events with ids, one line each, in time order', async () => {
    const response = await fetch(await session({ lines: 2 }));
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const text = await response.text();
    expect(text).toMatch(/^id: \d+\ndata: /);
    expect(linesOf(text)).toEqual([
      '2026-11-20T11:38:06.000001+00:00 heroku[router]: at=info method=GET',
      '2026-11-20T11:38:07.000001+00:00 app[worker.1]: two lines',
    ]);
  });

  it('are the newest by their times, whichever came in last', async () => {
    await append('2026-11-20T11:38:06.500000Z', 'app', 'web.1', 'came in late');
    const read = async (lines: number) => linesOf(await (await fetch(await session({ lines }))).text());
    expect(await read(2)).toEqual([expect.stringContaining('came in late'), expect.stringContaining('two lines')]);
    await api.database.dataSource.query(`delete from log_lines where text = 'came in late'`);
  });

  it('show one source, one dyno or one process type', async () => {
    const read = async (body: object) => linesOf(await (await fetch(await session(body))).text()).length;
    expect(await read({ source: 'heroku' })).toBe(1);
    expect(await read({ dyno: 'web.1', lines: 3 })).toBe(3);
    expect(await read({ dyno: 'web' })).toBe(5);
    expect(await read({ type: 'worker' })).toBe(1);
    expect(await read({ lines: 0 })).toBe(0);
  });

  it('are followed without gap or repetition, also over a broken connection', async () => {
    const url = await session({ lines: 1, tail: true });
    const first = await follow(url, 1);
    await append('2026-11-20T11:38:08.000001Z', 'app', 'web.1', 'while connected');
    const lastId = /^id: (\d+)$/m.exec(first.text)![1]!;
    first.stop();
    await append('2026-11-20T11:38:09.000001Z', 'app', 'web.1', 'while away');
    const second = await follow(url, 2, { headers: { 'last-event-id': lastId } });
    await append('2026-11-20T11:38:10.000001Z', 'app', 'web.1', 'after');
    second.stop();
    expect(second.lines.map((line) => line!.split(': ')[1])).toEqual(['while connected', 'while away']);
  });

  it('come as soon as they are written', async () => {
    const url = await session({ lines: 0, tail: true, dyno: 'web.7' });
    const onOpen = () => append('2026-11-20T11:38:11.000001Z', 'app', 'web.7', 'now');
    const { lines, stop } = await follow(url, 1, { onOpen });
    stop();
    expect(lines).toEqual(['2026-11-20T11:38:11.000001+00:00 app[web.7]: now']);
  });

  it('SEC-09: are nothing without the secret, nor after their time', async () => {
    const url = await session({});
    expect((await fetch(`${url.split('?')[0]}x`)).status).toBe(404);
    await api.database.dataSource.query(`update capabilities set expires_at = now()`);
    expect((await fetch(url)).status).toBe(404);
  });

  it('refuse filters that are none', async () => {
    for (const body of [
      { dyno: 'web 1' },
      { source: '' },
      { lines: -1 },
      { lines: 1.5 },
      { tail: 'yes' },
      { num: 5 },
    ]) {
      expect([body, (await api.admin.post('/apps/shop/log-sessions', body)).status]).toEqual([body, 422]);
    }
  });
});
