import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface TestRedis {
  url: string;
  /** kill -9 */
  crash(): Promise<void>;
  /** after crash(): on the same port, with what it had written */
  startAgain(): Promise<void>;
  close(): Promise<void>;
}

const MACHINE = '../../scripts/machine';

/** A Redis of the test's own, because the test flushes and kills it. */
export async function startTestRedis(): Promise<TestRedis> {
  const { openStateDir } = await import(`${MACHINE}/state-dir.mjs`);
  const { openRedis } = await import(`${MACHINE}/redis.mjs`);
  const directory = await mkdtemp(path.join(tmpdir(), 'jujube-test-redis-'));
  const { service, url } = await openRedis(openStateDir(directory));
  await service.start();
  return {
    url,
    crash: async () => {
      const ended = new Promise((resolve) => service.child.once('exit', resolve));
      process.kill(service.pid, 'SIGKILL');
      await ended;
    },
    startAgain: () => service.start(),
    close: async () => {
      await service.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
