import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { addBuiltShop, addTwoZones, allOfShop, SHOP_MANIFEST as MANIFEST } from '../support/built-shop.js';
import { startTestApi, type TestApi } from '../support/test-api.js';

const JUJUBE = path.resolve(import.meta.dirname, '../../scripts/jujube.mjs');
let api: TestApi;
let directory: string;

beforeAll(async () => {
  api = await startTestApi();
  directory = await mkdtemp(path.join(tmpdir(), 'manifest-'));
  await addTwoZones(api);
});
afterAll(async () => {
  await api.stop();
  await rm(directory, { recursive: true });
});
beforeEach(() => addBuiltShop(api));
afterEach(() => api.admin.delete('/apps/shop'));

/** jujube at a terminal, in a directory of its own. */
async function jujube(args: string[], { input = '' } = {}) {
  const env = { ...process.env, JUJUBE_URL: api.url, JUJUBE_TOKEN: api.adminToken };
  const child = spawn(process.execPath, [JUJUBE, ...args, '-a', 'shop'], { cwd: directory, env, timeout: 60_000 });
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { rc: await ended, stdout, stderr };
}

const write = (name: string, content: string) => writeFile(path.join(directory, name), content);
const everything = () => allOfShop(api);

describe('jujube apply', () => {
  it('says what would change, changes it, and then has nothing to change', async () => {
    await write('jujube.yml', MANIFEST);
    const before = await everything();
    const dry = await jujube(['apply', '--dry-run']);
    expect(dry).toMatchObject({
      rc: 0,
      stderr: 'Comparing jujube.yml to shop... done, 17 changes; nothing was changed\n',
    });
    expect(dry.stdout).toMatch(/web\.cpu +50m +→ +250m\n/);
    expect(dry.stdout).toMatch(/web\.constraints +- +→ +zone:GROUP_BY\n/);
    expect(dry.stdout).toMatch(/deadline_seconds +300 +→ +120\n/);
    expect(await everything()).toEqual(before);

    const done = await jujube(['apply']);
    expect(done).toMatchObject({
      rc: 0,
      stderr: 'Applying jujube.yml to shop... done, 17 changes\n',
      stdout: dry.stdout,
    });
    expect((await api.admin.get('/apps/shop')).body.deadline_seconds).toBe(120);
    expect((await api.admin.get('/apps/shop/formation')).body).toMatchObject([
      {
        ...{ type: 'web', quantity: 2, cpu_millis: 250, memory_mib: 512 },
        rules: {
          constraints: [['zone', 'GROUP_BY']],
          affinity: [{ target: 'service', selector: 'worker', weight: -20 }],
          spread: [{ topology_key: 'zone', when_unsatisfiable: 'ScheduleAnyway' }],
        },
        health_check: { protocol: 'http', path: '/up', interval_seconds: 5 },
        update: { strategy: 'canary', canary: 1, auto_promote_after_seconds: 60 },
      },
      { type: 'worker', quantity: 1, cpu_millis: 50, update: { strategy: 'rolling', auto_revert: true } },
    ]);
    const after = await everything();
    expect(await jujube(['apply'])).toEqual({
      rc: 0,
      stdout: '',
      stderr: 'Applying jujube.yml to shop... done, nothing to change\n',
    });
    expect(await everything()).toEqual(after);
  }, 60_000);

  it('has nothing to change by what export prints', async () => {
    await api.admin.put('/apps/shop/manifest', { text: MANIFEST });
    const { stdout: exported } = await jujube(['export']);
    expect(exported).toContain('    cpu: 250m\n');
    const again = await jujube(['apply', '--dry-run', '-'], { input: exported });
    expect(again).toEqual({ rc: 0, stdout: '', stderr: 'Comparing jujube.yml to shop... done, nothing to change\n' });
    await api.admin.patch('/apps/shop/formation/web', { quantity: 1, rules: {}, health_check: null, update: null });
    await jujube(['apply', '-'], { input: exported });
    expect((await api.admin.get('/apps/shop/manifest')).body.text).toBe(exported);
  }, 60_000);

  it('names the line of what is wrong, in the file that was named, and changes nothing', async () => {
    await write('other.yml', MANIFEST.replace('memory:', 'memmory:'));
    const before = await everything();
    const { rc, stderr } = await jujube(['apply', 'other.yml', '--json']);
    expect(rc).toBe(1);
    expect(stderr).toMatch(/Error: other\.yml:6: unknown key "memmory" below processes\.web; did you mean memory\?/);
    expect(await everything()).toEqual(before);
  }, 60_000);
});
