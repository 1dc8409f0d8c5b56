import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { maskUrl } from '@jujube/core/source/mask-url.js';
import { BuildCredentials } from '@jujube/database/builds/build-credentials.js';
import { SourceArchivesRepository } from '@jujube/database/sources/source-archives.repository.js';
import { BuildFailure } from '../run/build-failure.js';
import type { BuildRun } from '../run/build-run.js';
import { withLimit } from '../run/with-limit.js';
import { SETTINGS, type BuilderSettings } from '../settings.provider.js';
import { fetchGit } from '../source/fetch-git.js';
import { onlyDirectory } from '../source/only-directory.js';
import { unpackArchive } from '../source/unpack-archive.js';

export interface FetchedSource {
  /** directory with the files to build */
  tree: string;
  /** commit id or what the uploader called it; null when nobody said */
  version: string | null;
}

/** Brings the source of a build to this machine, from git or from an uploaded archive, within limits of time and size. */
@Injectable()
export class FetchSource {
  constructor(
    @Inject(SETTINGS) private readonly settings: BuilderSettings,
    private readonly archives: SourceArchivesRepository,
    private readonly credentials: BuildCredentials,
  ) {}

  async fetch(run: BuildRun): Promise<FetchedSource> {
    const ms = this.settings.build.sourceTimeoutMs;
    const failure = () =>
      new BuildFailure('source_unreachable', `The source did not arrive within ${ms / 1000} s. Try again later.`);
    return withLimit(run.signal, { ms, failure }, (signal) => {
      const { source } = run.build;
      return source.kind === 'git' ? this.fromGit(run, source, signal) : this.fromArchive(run, source, signal);
    });
  }

  private async fromGit(run: BuildRun, source: Git, signal: AbortSignal): Promise<FetchedSource> {
    run.output.heading(`Fetching ${maskUrl(source.url)}${source.ref ? ` at ${source.ref}` : ''}`);
    const credentials = source.credentials ? this.credentials.open(run.build.id, source.credentials) : null;
    const { sourceRoots, build: settings } = this.settings;
    const { url, ref } = source;
    const place = { directory: run.directory, sourceRoots, settings, signal };
    const { tree, commit } = await fetchGit({ url, ref, credentials, ...place });
    run.output.detail(`Commit ${commit}`);
    return { tree, version: commit };
  }

  private async fromArchive(run: BuildRun, source: Archive, signal: AbortSignal): Promise<FetchedSource> {
    run.output.heading('Unpacking the uploaded source');
    const tree = join(run.directory, 'tree');
    await mkdir(tree, { recursive: true });
    const { sourceMib: mostMib } = this.settings.build;
    await unpackArchive({ chunks: this.archives.chunks(source.sourceId), tree, mostMib, signal });
    return { tree: await onlyDirectory(tree), version: source.version ?? null };
  }
}

type Git = Extract<BuildRun['build']['source'], { kind: 'git' }>;
type Archive = Extract<BuildRun['build']['source'], { kind: 'tar' }>;
