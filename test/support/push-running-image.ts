import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { RunningPlatform } from './platform.js';

const DEADLINE_MS = 60_000;

type Docker = (...args: string[]) => Promise<string>;

/** What CI does: `docker login` with a token, tag, push. The image is the one that a dyno of the app runs from on the first host. */
export async function pushRunningImage(platform: RunningPlatform, app: string, tag: string): Promise<void> {
  await pushAs(platform, `${app}:${tag}`, async (docker) => {
    const [container = ''] = (await docker('ps', '--quiet', '--filter', `label=io.jujube.app=${app}`)).split('\n');
    return docker('inspect', '--format', '{{.Image}}', container);
  });
}

/** The same with the platform's base image, which has node: for apps that run nothing yet. Answers the image's full name. */
export function pushBaseImage(platform: RunningPlatform, app: string, tag: string): Promise<string> {
  return pushAs(platform, `${app}:${tag}`, async (docker) => {
    await docker('pull', platform.baseImage);
    return platform.baseImage;
  });
}

async function pushAs(
  platform: RunningPlatform,
  name: string,
  imageFrom: (docker: Docker) => Promise<string>,
): Promise<string> {
  const config = await mkdtemp(join(tmpdir(), 'docker-config-'));
  const env = { ...process.env, DOCKER_HOST: `unix://${platform.hosts[0]?.socket}`, DOCKER_CONFIG: config };
  const docker: Docker = async (...args) =>
    (await promisify(execFile)('docker', args, { env, timeout: DEADLINE_MS })).stdout.trim();
  const registry = new URL(platform.registryUrl).host;
  const target = `${registry}/${name}`;
  try {
    await docker('login', '--username', 'ci', '--password', platform.token, registry);
    await docker('tag', await imageFrom(docker), target);
    await docker('push', target);
    return target;
  } finally {
    await rm(config, { recursive: true });
  }
}
