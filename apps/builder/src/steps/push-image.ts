import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { RegistryClient } from '@jujube/registry/registry-client.js';
import type { BuildContainer } from '../container/build-container.js';
import { AUTH_FILE } from '../container/container-files.js';
import { buildTagOf } from '../images/build-tag.js';
import { BuildFailure } from '../run/build-failure.js';
import type { BuildRun } from '../run/build-run.js';
import { withLimit } from '../run/with-limit.js';
import { SETTINGS, type BuilderSettings } from '../settings.provider.js';
import { localImage } from './build-image.js';

const PUSH_LIMIT_MS = 600_000;
const WAITS_MS = [1_000, 4_000, 10_000];

/** Brings the image from the build container to the registry; answers `<registry>/<app>@sha256:…` as the registry has it. */
@Injectable()
export class PushImage {
  private readonly registry: RegistryClient;

  constructor(@Inject(SETTINGS) private readonly settings: BuilderSettings) {
    this.registry = new RegistryClient(settings.registry);
  }

  async push(run: BuildRun, container: BuildContainer): Promise<string> {
    const failure = () => new BuildFailure('registry_unavailable', 'The image could not be pushed within 10 minutes.');
    return withLimit(run.signal, { ms: PUSH_LIMIT_MS, failure }, async (signal) => {
      const tag = buildTagOf(run.build.id);
      const target = `${this.settings.registry.host}/${run.appName}`;
      const claimed = await pushPatiently({ ...run, signal }, container, `docker://${target}:${tag}`);
      const digest = await this.registry.resolve(run.appName, tag);
      if (digest === claimed) return `${target}@${digest}`;
      throw new BuildFailure('internal', `The registry has ${digest} where the build pushed ${claimed}. Build again.`);
    });
  }
}

/** Answers the digest that buildah says it has pushed. */
async function pushPatiently(run: BuildRun, container: BuildContainer, target: string): Promise<string> {
  const { signal } = run;
  for (const waitMs of [...WAITS_MS, null]) {
    const { exitCode, stdout, stderr } = await container.ask(argvOf(run, target), {
      signal,
      deadlineMs: PUSH_LIMIT_MS,
    });
    if (exitCode === 0) return stdout.trim();
    run.output.detail(stderr.trim());
    if (waitMs !== null) await delay(waitMs, undefined, { signal });
  }
  throw new BuildFailure('registry_unavailable', 'The registry did not take the image. Build again in a while.');
}

function argvOf(run: BuildRun, target: string): string[] {
  const options = ['--quiet', `--authfile=${AUTH_FILE}`, '--digestfile=/dev/stdout'];
  return ['buildah', 'push', ...options, localImage(run), target];
}
