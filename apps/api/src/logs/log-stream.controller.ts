import { Readable } from 'node:stream';
import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { UserError } from '@jujube/core/errors/user-error.js';
import { CapabilitiesRepository } from '@jujube/database/capabilities/capabilities.repository.js';
import type { LogSubject } from '@jujube/usecases/logs/create-log-session.js';
import { Public } from '../auth/permission.js';
import { OpenStreams } from '../server/open-streams.js';
import { LogStream } from './log-stream.js';

@ApiTags('logs')
@Controller('log-streams')
export class LogStreamController {
  constructor(
    private readonly capabilities: CapabilitiesRepository,
    private readonly log: LogStream,
    private readonly streams: OpenStreams,
  ) {}

  @Get(':secret')
  @Public()
  @ApiOperation({ summary: 'A logplex_url: server-sent events, one log line each' })
  async read(
    @Param('secret') secret: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const subject = await this.capabilities.verify<LogSubject & Record<string, unknown>>(secret, 'log');
    if (!subject)
      throw new UserError(
        'not_found',
        'This address of a log is not valid, or no longer. Ask for a new one: jujube logs',
      );
    const after = /^\d{1,18}$/.test(lastEventId ?? '') ? lastEventId! : null;
    const events = this.log.events(subject, { after, signal: this.streams.signalOf(reply) });
    await reply.type('text/event-stream').send(Readable.from(events));
  }
}
