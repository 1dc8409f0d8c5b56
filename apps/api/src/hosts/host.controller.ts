import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Host, RegisteredHost } from '@jujube/contract/host.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { PageRequest } from '@jujube/database/page-request.js';
import { AssignHost } from '@jujube/usecases/environments/assign-host.js';
import { HostQueries, type HostField, type HostRow } from '@jujube/usecases/hosts/host.queries.js';
import { RemoveHost } from '@jujube/usecases/hosts/remove-host.js';
import { UpdateHost } from '@jujube/usecases/hosts/update-host.js';
import { Permission } from '../auth/permission.js';
import { KnownEnvironments } from '../environments/known-environments.js';
import type { RangeSpec } from '../paging/parse-range.js';
import { RequestedRange } from '../paging/requested-range.decorator.js';
import { sendPage } from '../paging/send-page.js';
import { hostAction } from './host-action.js';
import { CreateHostDto, ReconnectHostDto, UpdateHostDto } from './host.dto.js';
import { presentHost, presentReport } from './present-host.js';
import { reconnectHost, registerHost } from './register-host-command.js';

const RANGE: RangeSpec<HostField> = { fields: { name: 'text', id: 'uuid' }, defaultField: 'name' };

@ApiTags('hosts')
@Controller('hosts')
export class HostController {
  constructor(
    private readonly commands: CommandBus,
    private readonly hosts: HostQueries,
    private readonly environments: KnownEnvironments,
  ) {}

  @Get()
  @Permission('host.read')
  @ApiOperation({ summary: 'Registered Docker hosts, with capacity and what is reserved' })
  async list(
    @RequestedRange(RANGE) page: PageRequest<HostField>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Host[]> {
    return sendPage(reply, page, await this.hosts.list(page)).map(presentHost);
  }

  @Get(':host')
  @Permission('host.read')
  @ApiOperation({ summary: 'One host, by name or id' })
  async info(@Param('host') key: string): Promise<Host> {
    return presentHost(await this.find(key));
  }

  @Post()
  @Permission('host.write')
  @ApiOperation({ summary: 'Register a host, once the scheduler has reached it (at most 10 s)' })
  async create(@Body() body: CreateHostDto): Promise<RegisteredHost> {
    const { id, report } = await this.commands.execute(registerHost(body));
    return { ...(await this.info(id)), report: presentReport(report) };
  }

  @Patch(':host')
  @Permission('host.write')
  @ApiOperation({ summary: 'Change labels (null removes one), environment, pool, sandbox or address' })
  async update(@Param('host') key: string, @Body() body: UpdateHostDto): Promise<Host> {
    const { id: hostId } = await this.find(key);
    const { environment, ...changes } = body;
    if (environment !== undefined) {
      const environmentId = environment === null ? null : (await this.environments.named(environment)).id;
      await this.commands.execute(new AssignHost({ hostId, environmentId }));
    }
    await this.commands.execute(new UpdateHost({ hostId, ...changes }));
    return this.info(hostId);
  }

  @Put(':host/connection')
  @Permission('host.write')
  @ApiOperation({ summary: 'Reach the same engine by another address or other keys; what runs there stays' })
  async reconnect(@Param('host') key: string, @Body() body: ReconnectHostDto): Promise<RegisteredHost> {
    const row = await this.find(key);
    const report = await this.commands.execute(reconnectHost(row, body));
    return { ...(await this.info(row.id)), report: presentReport(report) };
  }

  @Post(':host/actions/:action')
  @HttpCode(200)
  @Permission('host.write')
  @ApiOperation({ summary: 'cordon, uncordon or drain' })
  async act(@Param('host') key: string, @Param('action') action: string): Promise<Host> {
    const { id: hostId } = await this.find(key);
    await this.commands.execute(hostAction(action, hostId));
    return this.info(hostId);
  }

  @Delete(':host')
  @Permission('host.write')
  @ApiOperation({ summary: 'Forget a host; refused while something is on it, unless force=true' })
  async remove(@Param('host') key: string, @Query('force') force: unknown): Promise<Host> {
    const row = await this.find(key);
    await this.commands.execute(new RemoveHost({ hostId: row.id, isForced: force === 'true' }));
    return presentHost(row);
  }

  private async find(key: string): Promise<HostRow> {
    const row = await this.hosts.find(key);
    if (!row) throw new UserError('not_found', `Couldn't find that host (${key.slice(0, 60)}).`, { resource: 'host' });
    return row;
  }
}
