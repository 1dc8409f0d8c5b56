import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { Settings } from '@jujube/settings/settings.js';
import type { AppRow } from '@jujube/usecases/apps/app.queries.js';
import { BuildQueries } from '@jujube/usecases/builds/build.queries.js';
import { CreateBuild } from '@jujube/usecases/builds/create-build.js';
import { ReleaseQueries, type ReleaseRow } from '@jujube/usecases/releases/release.queries.js';
import { CreateSource } from '@jujube/usecases/sources/create-source.js';
import { UploadSource } from '@jujube/usecases/sources/upload-source.js';
import { BuildOutputStream } from '../builds/build-output-stream.js';
import { presentWaiting } from '../deployments/present-deployment.js';
import { presentApp } from '../apps/present-app.js';
import { SETTINGS } from '../settings.provider.js';
import type { PushedRef, PushedRepository } from './pushed-repository.js';

const MOST_MIB = 256;
const SIGN_OF_LIFE = '\0';
const LOOK_EVERY_MS = 500;

export interface PushedCommit {
  readonly app: AppRow;
  readonly userId: string;
  readonly repository: PushedRepository;
  readonly ref: PushedRef;
}

/** Builds a commit that was pushed, as an upload of its files would be built. */
@Injectable()
export class PushBuild {
  constructor(
    private readonly commands: CommandBus,
    private readonly builds: BuildQueries,
    private readonly releases: ReleaseQueries,
    private readonly output: BuildOutputStream,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Asks for the build. Answers its id. */
  async begin({ app, userId, repository, ref }: PushedCommit): Promise<string> {
    const source = await this.commands.execute<CreateSource, { id: string }>(new CreateSource({ userId }));
    const bytes = repository.archive(ref) as AsyncIterable<Buffer>;
    await this.commands.execute(new UploadSource({ sourceId: source.id, bytes, mostMib: MOST_MIB }));
    const wish = { kind: 'tar', sourceId: source.id, version: ref.commit } as const;
    const { sourceRoots } = this.settings;
    return this.commands.execute<CreateBuild, string>(
      new CreateBuild({ appId: app.id, userId, source: wish, sourceRoots }),
    );
  }

  /** What it prints until it ends. */
  async *text(buildId: string, signal: AbortSignal): AsyncGenerator<string> {
    for await (const text of this.output.read(buildId, signal)) {
      yield text === SIGN_OF_LIFE ? '       still at it\n' : text;
    }
  }

  /** Waits until the release serves, or somebody has to decide about it. */
  async *ending(app: AppRow, buildId: string, signal: AbortSignal): AsyncGenerator<string, string | null> {
    const build = await this.builds.find(app.id, buildId);
    if (!build?.releaseId) {
      yield ` !     Nothing was released: the build is ${build?.state ?? 'gone'}.\n`;
      return `build ${build?.state ?? 'gone'}`;
    }
    yield `-----> Releasing v${build.releaseVersion}\n`;
    const release = await this.settled(app.id, build.releaseId, signal);
    const { deploymentState: state, deploymentReason: reason } = release;
    const { waiting_for: decision } = presentWaiting({ ...release, state });
    if (state === 'succeeded') yield `       ${presentApp(app, this.settings).web_url} serves v${release.version}\n`;
    else if (decision !== null)
      yield `       v${release.version} waits for ${decision}: jujube deploys -a ${app.name}\n`;
    else yield ` !     v${release.version} does not serve (${state}): ${reason ?? 'see jujube releases'}\n`;
    return state === 'succeeded' || decision !== null ? null : `release ${state}`;
  }

  // its deployment has a deadline of its own, whose clock stands still while somebody has to decide
  private async settled(appId: string, releaseId: string, signal: AbortSignal): Promise<ReleaseRow> {
    for (;;) {
      const release = await this.releases.find(appId, releaseId);
      if (!release) throw new UserError('not_found', 'The app was destroyed meanwhile.');
      const isOver = release.deploymentState !== 'pending';
      if (isOver || presentWaiting({ ...release, state: 'pending' }).waiting_for !== null) return release;
      await sleep(LOOK_EVERY_MS, undefined, { signal });
    }
  }
}
