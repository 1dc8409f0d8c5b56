import { Inject, Injectable } from '@nestjs/common';
import { BuildTimeConfig } from '@jujube/database/builds/build-time-config.js';
import { BuildsRepository } from '@jujube/database/builds/builds.repository.js';
import type { BuildRun } from '../run/build-run.js';
import { SETTINGS, type BuilderSettings } from '../settings.provider.js';
import { detectStack, type Stack } from '../stack/detect-stack.js';
import type { FetchedSource } from './fetch-source.js';

const TITLES = { dockerfile: 'Dockerfile', procfile: 'Procfile' };

/** Decides how the source is built, and writes down what is known of the build by now. */
@Injectable()
export class ChooseStack {
  constructor(
    private readonly builds: BuildsRepository,
    private readonly config: BuildTimeConfig,
    @Inject(SETTINGS) private readonly settings: BuilderSettings,
  ) {}

  async choose(run: BuildRun, { tree, version }: FetchedSource): Promise<Stack> {
    const { baseImage } = this.settings;
    const secrets = await this.config.of(run.build.appId);
    run.output.hide(Object.values(secrets));
    const stack = await detectStack(tree, { baseImage, secrets });
    run.output.heading(`Building on the ${TITLES[stack.name]} stack`);
    const names = Object.keys(secrets).join(', ');
    if (names !== '') run.output.detail(`Secrets of this build: ${names}`);
    await this.builds.write(run.lease, { phase: 'building', stack: stack.name, commit: version });
    return stack;
  }
}
