import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callerOf, type ApiCaller } from '../support/api-caller.js';
import { eventually } from '../support/eventually.js';
import { sharedPlatform, type TestPlatform } from '../support/platform.js';

const STEP_MS = 180_000;
const PATIENCE = { withinMs: 90_000, everyMs: 100 };

let platform: TestPlatform;
let api: ApiCaller;
let server: Server | undefined;

beforeAll(async () => {
  platform = await sharedPlatform();
  api = callerOf(platform.apiUrl, platform.token);
}, STEP_MS);

afterAll(() => void server?.close());

const small = () => ({ image: platform.baseImage, cpu: 0.01, mem: 32 });

async function begin(task: object): Promise<string> {
  const { status, body, headers } = await api.post('/api/v1/task', { ...small(), ...task });
  if (status !== 202) throw new Error(JSON.stringify(body));
  expect([status, headers.get('location')]).toEqual([202, `/api/v1/task/${body}`]);
  return body as string;
}

const info = async (id: string) => (await api.get(`/api/v1/task/${id}`)).body;
const stateOf = async (id: string) => (await info(id)).status.at(-1).status as string;
const reaches = (id: string, ...states: string[]) =>
  eventually(async () => expect(states).toContain(await stateOf(id)), PATIENCE);
const output = async (id: string, stream: 'stdout' | 'stderr') =>
  (
    await fetch(`${platform.apiUrl}/api/v1/task/${id}/${stream}`, {
      headers: { authorization: `Bearer ${platform.token}` },
    })
  ).text();

describe('a one-shot task', () => {
  it(
    'is done on some host, and says what it did',
    async () => {
      const id = await begin({
        name: 'greet',
        command: 'echo "hello $WHO, $SECRET"; echo oops >&2',
        env: { WHO: 'world' },
        masked_env: { SECRET: 'hush-4711' },
        labels: { team: 'a' },
      });
      await reaches(id, 'TASK_FINISHED');
      expect(await output(id, 'stdout')).toBe('hello world, hush-4711\n');
      expect(await output(id, 'stderr')).toBe('oops\n');
      const task = await info(id);
      expect(task).toMatchObject({
        ...{ task_id: id, name: 'greet', cpu: 0.01, mem: 32, env: { WHO: 'world' }, labels: { team: 'a' } },
        ...{ command: 'echo "hello $WHO, $SECRET"; echo oops >&2', args: [], exit_code: 0, attempt: 1, reason: null },
      });
      expect(JSON.stringify(task)).not.toContain('hush');
      const ended = (await api.get('/api/v1/task?state=terminated&name=greet')).body;
      expect(ended.map((one: { task_id: string }) => one.task_id)).toContain(id);
      expect((await api.get('/api/v1/task?name=greet')).body).toEqual([]);
      expect((await api.delete(`/api/v1/task/${id}`)).status).toBe(202);
      expect((await api.get(`/api/v1/task/${id}`)).status).toBe(404);
    },
    STEP_MS,
  );

  it(
    'fails with its program, or when its time is up, and is tried again only as often as its owner said',
    async () => {
      const [failing, again, slow] = [
        await begin({ command: 'exit 3' }),
        await begin({ command: 'echo tried; exit 4', retries: { failed: 1 } }),
        await begin({ command: 'sleep', args: ['600'], timeout_seconds: 1 }),
      ];
      await reaches(failing, 'TASK_FAILED');
      expect(await info(failing)).toMatchObject({ exit_code: 3, attempt: 1, reason: 'Exited with status 3' });
      await reaches(again, 'TASK_FAILED');
      expect(await info(again)).toMatchObject({ exit_code: 4, attempt: 2 });
      expect(await output(again, 'stdout')).toBe('tried\n');
      await reaches(slow, 'TASK_FAILED');
      expect((await info(slow)).reason).toBe('Ended after 1 s, its timeout');
    },
    STEP_MS,
  );

  it(
    'that can never be started is an error, which is the end of it',
    async () => {
      const image = platform.baseImage.replace(/[^/]*$/, 'nobody:1');
      const [absent, broken] = [
        await begin({ image, retries: { never_started: 0 } }),
        await begin({ command: '/no/such/program', args: ['x'] }),
      ];
      await reaches(absent, 'TASK_ERROR');
      expect((await info(absent)).reason).toMatch(/^Cannot start: .*nobody/);
      await reaches(broken, 'TASK_FAILED');
      expect(await info(broken)).toMatchObject({ exit_code: 127, attempt: 1 });
    },
    STEP_MS,
  );

  it(
    'is killed while it runs, and forgotten only when it is over',
    async () => {
      const id = await begin({ command: 'echo begun; sleep 600' });
      await eventually(async () => expect(await output(id, 'stdout')).toBe('begun\n'), PATIENCE);
      expect((await info(id)).hostname).toMatch(/^h[123]$/);
      expect(await api.delete(`/api/v1/task/${id}`)).toMatchObject({ status: 409 });
      expect((await api.post(`/api/v1/task/${id}/kill`, {})).status).toBe(202);
      await reaches(id, 'TASK_KILLED');
      expect((await api.post(`/api/v1/task/${id}/kill`, {})).status).toBe(202);
      expect(await stateOf(id)).toBe('TASK_KILLED');
    },
    STEP_MS,
  );

  it(
    'tells its end to whoever wants to hear it, signed, until they accept it',
    async () => {
      const heard: { body: string; signature: string }[] = [];
      server = createServer((request, response) => {
        let body = '';
        request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
        request.on('end', () => {
          heard.push({ body, signature: String(request.headers['jujube-signature']) });
          response.writeHead(heard.length === 1 ? 503 : 200).end();
        });
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const callback = `http://127.0.0.1:${(server.address() as AddressInfo).port}/done`;
      const id = await begin({ command: 'true', callback_uri: callback, callback_secret: 'key' });
      await eventually(() => expect(heard).toHaveLength(2), PATIENCE);
      const [, { body, signature }] = heard as [unknown, { body: string; signature: string }];
      expect(JSON.parse(body)).toMatchObject({ task_id: id, status: 'TASK_FINISHED', time: expect.any(Number) });
      const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature)!;
      expect(v1).toBe(createHmac('sha256', 'key').update(`${t}.${body}`).digest('hex'));
    },
    STEP_MS,
  );

  it('is the same task when it is asked for again with the same key', async () => {
    const task = { command: 'true', idempotency_key: 'build-17' };
    const id = await begin(task);
    expect(await begin(task)).toBe(id);
    const other = await api.post('/api/v1/task', { ...small(), ...task, command: 'false' });
    expect(other).toMatchObject({ status: 409, body: { id: 'conflict' } });
  });

  it.each<[string, object]>([
    ['image', { image: undefined }],
    ['cpu', { cpu: -1 }],
    ['mem', { mem: 1.5 }],
    ['privileged', { privileged: true }],
    ['volumes', { volumes: [{ host_path: '/var/run/docker.sock', container_path: '/docker.sock' }] }],
    ['network', { network: 'host' }],
    ['callback_uri', { callback_uri: 'http://169.254.169.254/latest' }],
    ['callback_uri', { callback_uri: 'ftp://example.com' }],
    ['comand', { comand: 'true' }],
  ])('is refused for its %s: %j', async (field, change) => {
    const { status, body } = await api.post('/api/v1/task', { ...small(), ...change });
    expect([status, body.id]).toEqual([422, 'invalid_params']);
    expect(JSON.stringify(body)).toContain(field);
  });

  it('is refused when no host could ever take it', async () => {
    const { status, body } = await api.post('/api/v1/task', {
      ...small(),
      agent_constraints: [{ attribute_name: 'zone', attribute_value: 'moon' }],
    });
    expect([status, body.message]).toEqual([422, expect.stringContaining('this task can never run like this')]);
  });
});
