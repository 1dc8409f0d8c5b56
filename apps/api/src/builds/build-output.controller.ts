import { Readable } from 'node:stream';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { UserError } from '@jujube/core/errors/user-error.js';
import { Public } from '../auth/permission.js';
import { StreamHolders, withFarewell } from '../server/stream-holders.js';
import { BuildOutputStream } from './build-output-stream.js';
import { BuildOutputUrl } from './build-output-url.js';

@ApiTags('builds')
@Controller('builds')
export class BuildOutputController {
  constructor(
    private readonly outputUrl: BuildOutputUrl,
    private readonly output: BuildOutputStream,
    private readonly holders: StreamHolders,
  ) {}

  @Get(':build/output')
  @Public()
  @ApiOperation({ summary: "A build's output_stream_url: plain text that follows the build and ends with it" })
  async read(@Param('build') id: string, @Query('key') key: unknown, @Res() reply: FastifyReply): Promise<void> {
    const holder = typeof key === 'string' ? this.outputUrl.holderOf(id, key) : null;
    if (!holder || !(await this.holders.mayOpen(holder))) {
      throw new UserError(
        'not_found',
        'This address of a build output is not valid, or no longer. Ask for a new one: jujube builds:info',
      );
    }
    const signal = this.holders.signalOf(reply, holder);
    const text = withFarewell(this.output.read(id, signal), signal, (why) => `\n !     The output ends here: ${why}\n`);
    await reply.type('text/plain; charset=utf-8').send(Readable.from(text));
  }
}
