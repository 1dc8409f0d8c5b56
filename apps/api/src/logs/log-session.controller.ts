import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '@jujube/core/access/caller.js';
import type { LogSession } from '@jujube/contract/log-session.js';
import type { Settings } from '@jujube/settings/settings.js';
import type { AppRow } from '@jujube/usecases/apps/app.queries.js';
import { CreateLogSession } from '@jujube/usecases/logs/create-log-session.js';
import { CurrentApp } from '../apps/app-scope.guard.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { SETTINGS } from '../settings.provider.js';
import { CreateLogSessionDto } from './log-session.dto.js';

const DEFAULT_LINES = 100;

@ApiTags('logs')
@Controller('apps/:app/log-sessions')
export class LogSessionController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post()
  @HttpCode(201)
  @Permission('log.read')
  @ApiOperation({ summary: "Get a URL that reads the app's log, to be opened within 15 minutes" })
  async create(
    @CurrentApp() app: AppRow,
    @CurrentCaller() { userId, tokenId }: Caller,
    @Body() body: CreateLogSessionDto,
  ): Promise<LogSession> {
    const { source, lines = DEFAULT_LINES, tail = false } = body;
    const dyno = body.dyno ?? body.dyno_name ?? body.type;
    const subject = { appId: app.id, lines, tail, source, dyno };
    const secret = await this.commands.execute(new CreateLogSession(subject, { userId, tokenId, appId: app.id }));
    const now = new Date().toISOString();
    const url = `${this.settings.apiUrl}/log-streams/${secret}?tail=${tail}`;
    return { id: randomUUID(), logplex_url: url, created_at: now, updated_at: now };
  }
}
