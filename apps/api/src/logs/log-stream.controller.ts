import { Readable } from 'node:stream';
import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { UserError } from '@jujube/core/errors/user-error.js';
import { CapabilitiesRepository } from '@jujube/database/capabilities/capabilities.repository.js';
import type { LogSubject } from '@jujube/usecases/logs/create-log-session.js';
import { Public } from '../auth/permission.js';
import { StreamHolders, withFarewell } from '../server/stream-holders.js';
import { LogStream } from './log-stream.js';

@ApiTags('logs')
@Controller('log-streams')
export class LogStreamController {
  constructor(
    private readonly capabilities: CapabilitiesRepository,
    private readonly log: LogStream,
    private readonly holders: StreamHolders,
  ) {}

  @Get(':secret')
  @Public()
  @ApiOperation({ summary: 'A logplex_url: server-sent events, one log line each' })
  async read(
    @Param('secret') secret: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const capability = await this.capabilities.verify<LogSubject>(secret, 'log');
    if (!capability || !(await this.holders.mayOpen(capability.holder)))
      throw new UserError(
        'not_found',
        'This address of a log is not valid, or no longer. Ask for a new one: jujube logs',
      );
    const after = /^\d{1,18}$/.test(lastEventId ?? '') ? lastEventId! : null;
    const signal = this.holders.signalOf(reply, capability.holder);
    const events = withFarewell(this.log.events(capability.subject, { after, signal }), signal, lastEvent);
    await reply.type('text/event-stream').send(Readable.from(events));
  }
}

// as a line of the log, since clients show nothing else; without an id, since it is none
function lastEvent(why: string): string {
  return `data: ${new Date().toISOString()} heroku[api]: This log ends here: ${why}\n\n`;
}
