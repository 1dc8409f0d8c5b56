import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { AuditEvent, AuditVerification } from '@jujube/contract/audit.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { PageRequest } from '@jujube/database/page-request.js';
import { AppQueries } from '@jujube/usecases/apps/app.queries.js';
import { AuditQueries, type AuditField } from '@jujube/usecases/audit/audit.queries.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import type { RangeSpec } from '../paging/parse-range.js';
import { RequestedRange } from '../paging/requested-range.decorator.js';
import { sendPage } from '../paging/send-page.js';
import { AuditQueryDto } from './audit.dto.js';
import { presentAuditEvent } from './present-audit-event.js';

const RANGE: RangeSpec<AuditField> = { fields: { sequence: 'bigint' }, defaultField: 'sequence', defaultOrder: 'desc' };

@ApiTags('audit')
@Controller('audit-events')
export class AuditController {
  constructor(
    private readonly audit: AuditQueries,
    private readonly apps: AppQueries,
  ) {}

  @Get()
  @Permission('audit.read')
  @ApiOperation({
    summary: 'Who asked for what, and what came of it: of own requests and own apps; administrators see all',
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Query() { app, actor, since, refused }: AuditQueryDto,
    @RequestedRange(RANGE) page: PageRequest<AuditField>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuditEvent[]> {
    const appId = app === undefined ? null : await this.appIdOf(caller, app);
    const filter = { appId, actor: actor ?? null, since: since === undefined ? null : new Date(since) };
    const rows = await this.audit.list(caller, { ...filter, refusedOnly: refused === 'true' }, page);
    return sendPage(reply, page, rows).map(presentAuditEvent);
  }

  @Get('verification')
  @Permission('audit.verify')
  @ApiOperation({ summary: 'Whether a line of the audit log was changed, left out or put in since it was written' })
  async verify(): Promise<AuditVerification> {
    const { events, brokenAt } = await this.audit.verify();
    return { events, intact: brokenAt === null, broken_at: brokenAt };
  }

  private async appIdOf(caller: Caller, key: string): Promise<string> {
    const found = await this.apps.find(caller, key);
    if (found) return found.id;
    throw new UserError('not_found', `Couldn't find that app (${key.slice(0, 60)}).`, { resource: 'app' });
  }
}
