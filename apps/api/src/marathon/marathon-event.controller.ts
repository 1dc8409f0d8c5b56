import { Readable } from 'node:stream';
import { Controller, Get, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '@jujube/core/access/caller.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { OpenStreams } from '../server/open-streams.js';
import { EventStream } from './event-stream.js';
import { MarathonErrorFilter } from './marathon-error.filter.js';
import { eventTypes } from './read-query.js';

@ApiTags('marathon')
@Controller('v2/events')
@UseFilters(MarathonErrorFilter)
export class MarathonEventController {
  constructor(
    private readonly stream: EventStream,
    private readonly streams: OpenStreams,
  ) {}

  @Get()
  @Permission('release.read')
  @ApiOperation({ summary: 'Marathon: server-sent events of deployments and tasks; ?event_type=… chooses' })
  async follow(
    @CurrentCaller() caller: Caller,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const types = eventTypes(query);
    const wish = { types, remoteAddress: request.ip, signal: this.streams.signalOf(reply) };
    await reply.type('text/event-stream').send(Readable.from(this.stream.events(caller, wish)));
  }
}
