import { Readable } from 'node:stream';
import { Controller, Get, HttpCode, Inject, Param, Post, Put, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Source } from '@jujube/contract/source.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { SourceArchivesRepository } from '@jujube/database/sources/source-archives.repository.js';
import type { Settings } from '@jujube/settings/settings.js';
import { CreateSource } from '@jujube/usecases/sources/create-source.js';
import { SourceQueries, type SourceRow } from '@jujube/usecases/sources/source.queries.js';
import { UploadSource } from '@jujube/usecases/sources/upload-source.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission, Public } from '../auth/permission.js';
import { SETTINGS } from '../settings.provider.js';
import { sourceUrl } from './source-url.js';

const MOST_MIB = 256;

@ApiTags('sources')
@Controller()
export class SourceController {
  constructor(
    private readonly commands: CommandBus,
    private readonly sources: SourceQueries,
    private readonly archives: SourceArchivesRepository,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post(['sources', 'apps/:app/sources'])
  @Permission('build.write')
  @ApiOperation({ summary: 'Get two URLs: PUT a tar or tar.gz to the one, build from the other' })
  async create(@CurrentCaller() { userId }: Caller): Promise<Source> {
    const url = sourceUrl(this.settings.apiUrl, await this.commands.execute(new CreateSource({ userId })));
    return { source_blob: { get_url: url, put_url: url } };
  }

  @Put('sources/:source/:secret')
  @Public()
  @HttpCode(200)
  @ApiOperation({ summary: 'Upload the archive: raw bytes, at most 256 MiB' })
  async upload(@Param('source') id: string, @Param('secret') secret: string, @Req() request: FastifyRequest) {
    const source = await this.open(id, secret);
    refuseTooLarge(request);
    try {
      const upload = { sourceId: source.id, bytes: bytesOf(request), mostMib: MOST_MIB };
      await this.commands.execute(new UploadSource(upload));
    } finally {
      // a client that is still sending reads no answer
      request.raw.resume();
    }
    return {};
  }

  @Get('sources/:source/:secret')
  @Public()
  @ApiOperation({ summary: 'Download the archive' })
  async download(
    @Param('source') id: string,
    @Param('secret') secret: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const source = await this.open(id, secret);
    if (source.sizeBytes === null) throw new UserError('not_found', 'Nothing was uploaded to this source yet.');
    void reply.type('application/octet-stream').header('Content-Length', source.sizeBytes);
    await reply.send(Readable.from(this.archives.chunks(source.id)));
  }

  private async open(id: string, secret: string): Promise<SourceRow> {
    const source = await this.sources.open(id, secret);
    if (!source)
      throw new UserError('not_found', 'There is no such source, or it is gone. Make a new one: POST /sources');
    return source;
  }
}

// destroying the request would take its connection along, and the answer with it
function bytesOf({ raw }: FastifyRequest): AsyncIterable<Buffer> {
  return raw.iterator({ destroyOnReturn: false });
}

// whoever says so beforehand need not send it all
function refuseTooLarge({ headers }: FastifyRequest): void {
  if (Number(headers['content-length'] ?? 0) <= MOST_MIB * 1024 * 1024) return;
  throw new UserError('payload_too_large', `The archive is larger than ${MOST_MIB} MiB.`);
}
