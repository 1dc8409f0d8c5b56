import { Body, Controller, Delete, Get, Param, Patch, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { SniEndpoint } from '@jujube/contract/sni-endpoint.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { PageRequest } from '@jujube/database/page-request.js';
import type { AppRow } from '@jujube/usecases/apps/app.queries.js';
import { AddSniEndpoint } from '@jujube/usecases/sni-endpoints/add-sni-endpoint.js';
import { RemoveSniEndpoint } from '@jujube/usecases/sni-endpoints/remove-sni-endpoint.js';
import {
  SniEndpointQueries,
  type SniEndpointField,
  type SniEndpointRow,
} from '@jujube/usecases/sni-endpoints/sni-endpoint.queries.js';
import { UpdateSniEndpoint } from '@jujube/usecases/sni-endpoints/update-sni-endpoint.js';
import { CurrentApp } from '../apps/app-scope.guard.js';
import { Permission } from '../auth/permission.js';
import type { RangeSpec } from '../paging/parse-range.js';
import { RequestedRange } from '../paging/requested-range.decorator.js';
import { sendPage } from '../paging/send-page.js';
import { presentSniEndpoint } from './present-sni-endpoint.js';
import { WriteSniEndpointDto } from './sni-endpoint.dto.js';

const RANGE: RangeSpec<SniEndpointField> = { fields: { id: 'uuid', name: 'text' }, defaultField: 'name' };

@ApiTags('certificates')
@Controller('apps/:app/sni-endpoints')
export class SniEndpointController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: SniEndpointQueries,
  ) {}

  @Get()
  @Permission('app.read')
  @ApiOperation({ summary: 'The certificates of the app' })
  async list(
    @CurrentApp() app: AppRow,
    @RequestedRange(RANGE) page: PageRequest<SniEndpointField>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SniEndpoint[]> {
    const rows = sendPage(reply, page, await this.queries.list(app.id, page));
    return rows.map((row) => presentSniEndpoint(row, app));
  }

  @Get(':endpoint')
  @Permission('app.read')
  @ApiOperation({ summary: 'One certificate, by name or id' })
  async info(@CurrentApp() app: AppRow, @Param('endpoint') key: string): Promise<SniEndpoint> {
    return presentSniEndpoint(await this.find(app, key), app);
  }

  @Post()
  @Permission('domain.write')
  @ApiOperation({
    summary: 'Add a certificate with its key; it is shown for the domains that it covers and that have none',
  })
  async create(@CurrentApp() app: AppRow, @Body() body: WriteSniEndpointDto): Promise<SniEndpoint> {
    const { certificate_chain: chain, private_key: key } = body;
    return this.info(app, await this.commands.execute(new AddSniEndpoint({ appId: app.id, chain, key })));
  }

  @Patch(':endpoint')
  @Permission('domain.write')
  @ApiOperation({ summary: 'Put another certificate and key in its place' })
  async update(
    @CurrentApp() app: AppRow,
    @Param('endpoint') endpoint: string,
    @Body() { certificate_chain: chain, private_key: key }: WriteSniEndpointDto,
  ): Promise<SniEndpoint> {
    const { id: endpointId } = await this.find(app, endpoint);
    await this.commands.execute(new UpdateSniEndpoint({ appId: app.id, endpointId, chain, key }));
    return this.info(app, endpointId);
  }

  @Delete(':endpoint')
  @Permission('domain.write')
  @ApiOperation({ summary: 'Remove a certificate and its key' })
  async remove(@CurrentApp() app: AppRow, @Param('endpoint') key: string): Promise<SniEndpoint> {
    const row = await this.find(app, key);
    await this.commands.execute(new RemoveSniEndpoint({ appId: app.id, endpointId: row.id }));
    return presentSniEndpoint(row, app);
  }

  private async find(app: AppRow, key: string): Promise<SniEndpointRow> {
    const row = await this.queries.find(app.id, key);
    if (row) return row;
    const message = `${app.name} has no certificate ${key.slice(0, 60)}. Its certificates: jujube certs -a ${app.name}`;
    throw new UserError('not_found', message, { resource: 'sni_endpoint' });
  }
}
