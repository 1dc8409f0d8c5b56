import { Inject, Injectable } from '@nestjs/common';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { Settings } from '@jujube/settings/settings.js';
import type { SourceWish } from '@jujube/usecases/builds/build-source.js';
import { CreateBuild } from '@jujube/usecases/builds/create-build.js';
import { SourceQueries } from '@jujube/usecases/sources/source.queries.js';
import { parseSourceUrl } from '../sources/source-url.js';
import { SETTINGS } from '../settings.provider.js';
import type { SourceBlobDto } from './build.dto.js';

/** What a request wants built: it tells an uploaded archive from a git address. */
@Injectable()
export class RequestedBuild {
  constructor(
    private readonly sources: SourceQueries,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async command(by: { appId: string; userId: string }, blob: SourceBlobDto): Promise<CreateBuild> {
    return new CreateBuild({ ...by, source: await this.source(blob), sourceRoots: this.settings.sourceRoots });
  }

  private async source({ url, version, checksum }: SourceBlobDto): Promise<SourceWish> {
    const uploaded = parseSourceUrl(this.settings.apiUrl, url);
    if (uploaded) return this.archive(uploaded, { version: version ?? undefined, checksum: checksum ?? undefined });
    if (checksum)
      throw new UserError('invalid_params', 'source_blob.checksum is for uploaded archives; git checks for itself.');
    return { kind: 'git', url, ref: version ?? undefined };
  }

  private async archive(
    { id, secret }: { id: string; secret: string },
    { version, checksum }: { version?: string; checksum?: string },
  ): Promise<SourceWish> {
    const source = await this.sources.open(id, secret);
    if (!source)
      throw new UserError(
        'invalid_params',
        'source_blob.url is not one of our sources, or it is gone. Make a new one: POST /sources',
      );
    if (source.sizeBytes === null)
      throw new UserError(
        'invalid_params',
        'Nothing was uploaded to the source yet: PUT the archive to its put_url first.',
      );
    if (checksum && checksum.toLowerCase().replace(/^sha256:/, '') !== source.sha256) {
      throw new UserError(
        'invalid_params',
        `source_blob.checksum does not fit: the archive has SHA256:${source.sha256}`,
      );
    }
    return { kind: 'tar', sourceId: source.id, version };
  }
}
