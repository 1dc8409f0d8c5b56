import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { RunningPlatform } from './platform.js';

const DEADLINE_MS = 60_000;

/** What CI does: `docker login` with a token, tag, push. The image is the one that a dyno of the app runs from on the first host. */
export async function pushRunningImage(platform: RunningPlatform, app: string, tag: string): Promise<void> {
  const config = await mkdtemp(join(tmpdir(), 'docker-config-'));
  const env = { ...process.env, DOCKER_HOST: `unix://${platform.hosts[0]?.socket}`, DOCKER_CONFIG: config };
  const docker = async (...args: string[]) =>
    (await promisify(execFile)('docker', args, { env, timeout: DEADLINE_MS })).stdout.trim();
  const registry = new URL(platform.registryUrl).host;
  try {
    await docker('login', '--username', 'ci', '--password', platform.token, registry);
    const [container = ''] = (await docker('ps', '--quiet', '--filter', `label=io.jujube.app=${app}`)).split('\n');
    const image = await docker('inspect', '--format', '{{.Image}}', container);
    await docker('tag', image, `${registry}/${app}:${tag}`);
    await docker('push', `${registry}/${app}:${tag}`);
  } finally {
    await rm(config, { recursive: true });
  }
}
