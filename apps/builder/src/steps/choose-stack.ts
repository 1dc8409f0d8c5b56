import { Inject, Injectable } from '@nestjs/common';
import type { Manifest } from '@jujube/core/manifest/manifest.js';
import { BuildTimeConfig } from '@jujube/database/builds/build-time-config.js';
import { BuildsRepository } from '@jujube/database/builds/builds.repository.js';
import { ManifestQueries } from '@jujube/usecases/manifest/manifest.queries.js';
import type { BuildRun } from '../run/build-run.js';
import { SETTINGS, type BuilderSettings } from '../settings.provider.js';
import { detectStack, type Stack } from '../stack/detect-stack.js';
import { asManifestFailure } from '../stack/manifest-failure.js';
import { commandsOf, readSourceManifest } from '../stack/read-source-manifest.js';
import type { FetchedSource } from './fetch-source.js';

const TITLES = { dockerfile: 'Dockerfile', procfile: 'Procfile' };

export interface Choice {
  stack: Stack;
  /** null: the source has none */
  manifest: Manifest | null;
}

/** Decides how the source is built and what its manifest changes, and writes down what is known of the build by now. */
@Injectable()
export class ChooseStack {
  constructor(
    private readonly builds: BuildsRepository,
    private readonly config: BuildTimeConfig,
    private readonly manifests: ManifestQueries,
    @Inject(SETTINGS) private readonly settings: BuilderSettings,
  ) {}

  async choose(run: BuildRun, { tree, version }: FetchedSource): Promise<Choice> {
    const { baseImage } = this.settings;
    const secrets = await this.config.of(run.build.appId);
    run.output.hide(Object.values(secrets));
    const manifest = await readSourceManifest(tree);
    const stack = await detectStack(tree, { baseImage, secrets, commands: commandsOf(manifest) });
    if (manifest) await this.checkManifest(run, manifest, stack);
    run.output.heading(`Building on the ${TITLES[stack.name]} stack`);
    const names = Object.keys(secrets).join(', ');
    if (names !== '') run.output.detail(`Secrets of this build: ${names}`);
    await this.builds.write(run.lease, { phase: 'building', stack: stack.name, commit: version });
    return { stack, manifest };
  }

  /** Long before the release, so that nobody waits for an image that cannot be released. */
  private async checkManifest({ build, output }: BuildRun, manifest: Manifest, stack: Stack): Promise<void> {
    output.heading(`Reading ${manifest.file}`);
    manifest.notes.forEach((note) => output.detail(note));
    const built = { manifest, processTypes: stack.processTypes };
    const changes = await this.manifests.changesOfBuild(build.appId, built).catch(asManifestFailure);
    if (changes.length === 0) output.detail('It changes nothing');
    for (const { setting, from, to } of changes) output.detail(`${setting}: ${from ?? '-'} → ${to ?? '-'}`);
  }
}
