import { Readable } from 'node:stream';
import { Controller, Get, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '@jujube/core/access/caller.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { StreamHolders, withFarewell } from '../server/stream-holders.js';
import { EventStream } from './event-stream.js';
import { MarathonErrorFilter } from './marathon-error.filter.js';
import { eventTypes } from './read-query.js';

@ApiTags('marathon')
@Controller('v2/events')
@UseFilters(MarathonErrorFilter)
export class MarathonEventController {
  constructor(
    private readonly stream: EventStream,
    private readonly holders: StreamHolders,
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
    const { userId, tokenId, isAdmin: isForAdmin } = caller;
    const holder = { userId, tokenId, appId: null, needed: 'release.read', isForAdmin } as const;
    const signal = this.holders.signalOf(reply, holder);
    const wish = { types, remoteAddress: request.ip, signal };
    const events = withFarewell(this.stream.events(caller, wish), signal, (reason) => lastEvent(request.ip, reason));
    await reply.type('text/event-stream').send(Readable.from(events));
  }
}

function lastEvent(remoteAddress: string, reason: string): string {
  const eventType = 'event_stream_detached';
  const event = { eventType, remoteAddress, reason, timestamp: new Date().toISOString() };
  return `event: ${eventType}\ndata: ${JSON.stringify(event)}\n\n`;
}
