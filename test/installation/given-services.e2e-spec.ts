import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { machinePart } from '../support/machine-part.js';
import { startOwnPlatform, type OwnPlatform } from '../support/platform.js';

interface TestServices {
  env: Record<string, string>;
  stop(): Promise<void>;
}

const { openStateDir } = await machinePart<{ openStateDir: (dir: string) => object }>('machine/state-dir.mjs');
const { startTestServices } = await machinePart<{
  startTestServices: (state: object, options: object) => Promise<TestServices>;
}>('machine/test-services.mjs');

/** A platform on a database, a Redis and an engine that are there already. */
describe('npm start with DATABASE_URL, REDIS_URL and DOCKER_HOST', () => {
  const stateDir = mkdtempSync(path.join(tmpdir(), 'given-'));
  let services: TestServices;
  let platform: OwnPlatform;

  beforeAll(async () => {
    services = await startTestServices(openStateDir(stateDir), { hosts: 1 });
    const { TEST_DATABASE_APP_URL, TEST_DATABASE_OWNER_URL, TEST_REDIS_URL } = services.env as Record<string, string>;
    const [host] = JSON.parse(services.env.TEST_DOCKER_HOSTS ?? '') as { url: string; tlsDir: string }[];
    platform = await startOwnPlatform({
      env: {
        DATABASE_URL: TEST_DATABASE_APP_URL ?? '',
        DATABASE_OWNER_URL: TEST_DATABASE_OWNER_URL ?? '',
        REDIS_URL: TEST_REDIS_URL ?? '',
        DOCKER_HOST: host?.url ?? '',
        DOCKER_CERT_PATH: host?.tlsDir ?? '',
      },
    });
  }, 300_000);

  afterAll(async () => {
    await platform?.stop();
    await services?.stop();
    rmSync(stateDir, { recursive: true, force: true });
  }, 120_000);

  it('keeps its tables in that database and its queue in that Redis', async () => {
    const client = new pg.Client({ connectionString: services.env.TEST_DATABASE_OWNER_URL });
    await client.connect();
    expect((await client.query('SELECT count(*)::int AS users FROM users')).rows).toEqual([{ users: 1 }]);
    await client.end();
    const redis = new Redis(services.env.TEST_REDIS_URL ?? '');
    expect((await redis.keys('*')).length).toBeGreaterThan(0);
    redis.disconnect();
  });

  it('runs apps on that engine', async () => {
    expect((await platform.jujube('apps:create', 'given')).rc).toBe(0);
    const { rc, stdout, stderr } = await platform.jujube('builds:create', '-a', 'given', '--tar', 'docker/sample');
    expect({ rc, output: rc === 0 ? '' : stdout + stderr }).toEqual({ rc: 0, output: '' });
    const dynos = JSON.parse((await platform.jujube('ps', '-a', 'given', '--json')).stdout) as {
      host: { name: string };
    }[];
    expect(dynos.map(({ host }) => host.name)).toEqual(['h1']);
  }, 300_000);
});
