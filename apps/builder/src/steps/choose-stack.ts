import { Inject, Injectable } from '@nestjs/common';
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
    @Inject(SETTINGS) private readonly settings: BuilderSettings,
  ) {}

  async choose(run: BuildRun, { tree, version }: FetchedSource): Promise<Stack> {
    const stack = await detectStack(tree, this.settings.baseImage);
    run.output.heading(`Building on the ${TITLES[stack.name]} stack`);
    await this.builds.write(run.lease, { phase: 'building', stack: stack.name, commit: version });
    return stack;
  }
}
