import { Body, Controller, Delete, Get, Inject, Param, Patch, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Domain } from '@jujube/contract/domain.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { PageRequest } from '@jujube/database/page-request.js';
import type { Settings } from '@jujube/settings/settings.js';
import type { AppRow } from '@jujube/usecases/apps/app.queries.js';
import { AddDomain } from '@jujube/usecases/domains/add-domain.js';
import { DomainQueries, type DomainField, type DomainRow } from '@jujube/usecases/domains/domain.queries.js';
import { RemoveDomain } from '@jujube/usecases/domains/remove-domain.js';
import { UpdateDomain } from '@jujube/usecases/domains/update-domain.js';
import { CurrentApp } from '../apps/app-scope.guard.js';
import { Permission } from '../auth/permission.js';
import type { RangeSpec } from '../paging/parse-range.js';
import { RequestedRange } from '../paging/requested-range.decorator.js';
import { sendPage } from '../paging/send-page.js';
import { SETTINGS } from '../settings.provider.js';
import { CreateDomainDto, UpdateDomainDto } from './domain.dto.js';
import { presentDomain } from './present-domain.js';

const RANGE: RangeSpec<DomainField> = { fields: { id: 'uuid', hostname: 'text' }, defaultField: 'hostname' };

@ApiTags('domains')
@Controller('apps/:app/domains')
export class DomainController {
  constructor(
    private readonly commands: CommandBus,
    private readonly domains: DomainQueries,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Permission('app.read')
  @ApiOperation({ summary: 'The names that lead to the app' })
  async list(
    @CurrentApp() app: AppRow,
    @RequestedRange(RANGE) page: PageRequest<DomainField>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Domain[]> {
    const rows = sendPage(reply, page, await this.domains.list(app.id, page));
    return rows.map((row) => this.present(row, app));
  }

  @Get(':domain')
  @Permission('app.read')
  @ApiOperation({ summary: 'One domain, by host name or id' })
  async info(@CurrentApp() app: AppRow, @Param('domain') key: string): Promise<Domain> {
    return this.present(await this.find(app, key), app);
  }

  @Post()
  @Permission('domain.write')
  @ApiOperation({ summary: 'Let a custom domain lead to the app' })
  async create(@CurrentApp() app: AppRow, @Body() body: CreateDomainDto): Promise<Domain> {
    const { hostname, sni_endpoint: sniEndpoint = null } = body;
    const { baseDomain } = this.settings;
    return this.info(
      app,
      await this.commands.execute(new AddDomain({ appId: app.id, hostname, baseDomain, sniEndpoint })),
    );
  }

  @Patch(':domain')
  @Permission('domain.write')
  @ApiOperation({ summary: 'Show another certificate for a custom domain' })
  async update(
    @CurrentApp() app: AppRow,
    @Param('domain') key: string,
    @Body() { sni_endpoint: sniEndpoint }: UpdateDomainDto,
  ): Promise<Domain> {
    const { id } = await this.find(app, key);
    await this.commands.execute(new UpdateDomain({ appId: app.id, domainId: id, sniEndpoint }));
    return this.info(app, id);
  }

  @Delete(':domain')
  @Permission('domain.write')
  @ApiOperation({ summary: 'Let a custom domain lead nowhere' })
  async remove(@CurrentApp() app: AppRow, @Param('domain') key: string): Promise<Domain> {
    const row = await this.find(app, key);
    await this.commands.execute(new RemoveDomain({ appId: app.id, domainId: row.id }));
    return this.present(row, app);
  }

  private async find(app: AppRow, key: string): Promise<DomainRow> {
    const row = await this.domains.find(app.id, key);
    if (!row)
      throw new UserError('not_found', `${key.slice(0, 80)} does not lead to ${app.name}.`, { resource: 'domain' });
    return row;
  }

  private present(row: DomainRow, { id, name }: AppRow): Domain {
    return presentDomain(row, { id, name, baseDomain: this.settings.baseDomain });
  }
}
