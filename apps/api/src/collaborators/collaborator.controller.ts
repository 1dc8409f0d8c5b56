import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Collaborator } from '@jujube/contract/collaborator.js';
import { USUAL_PERMISSIONS, type AppPermission } from '@jujube/core/access/app-permissions.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { AppRow } from '@jujube/usecases/apps/app.queries.js';
import { AddCollaborator } from '@jujube/usecases/collaborators/add-collaborator.js';
import { CollaboratorQueries, type CollaboratorRow } from '@jujube/usecases/collaborators/collaborator.queries.js';
import { RemoveCollaborator } from '@jujube/usecases/collaborators/remove-collaborator.js';
import { UpdateCollaborator } from '@jujube/usecases/collaborators/update-collaborator.js';
import { CurrentApp } from '../apps/app-scope.guard.js';
import { Permission } from '../auth/permission.js';
import { CreateCollaboratorDto, UpdateCollaboratorDto } from './collaborator.dto.js';
import { presentCollaborator } from './present-collaborator.js';

@ApiTags('collaborators')
@Controller(['apps/:app/collaborators', 'teams/apps/:app/collaborators'])
export class CollaboratorController {
  constructor(
    private readonly commands: CommandBus,
    private readonly collaborators: CollaboratorQueries,
  ) {}

  @Get()
  @Permission('app.read')
  @ApiOperation({ summary: 'Who may do what on the app: its owner or team, then its collaborators' })
  async list(@CurrentApp() app: AppRow): Promise<Collaborator[]> {
    return (await this.collaborators.list(app.id)).map((row) => presentCollaborator(row, app));
  }

  @Get(':collaborator')
  @Permission('app.read')
  @ApiOperation({ summary: 'One collaborator, by id, or by id or e-mail address of the user' })
  async info(@CurrentApp() app: AppRow, @Param('collaborator') key: string): Promise<Collaborator> {
    return presentCollaborator(await this.find(app, key), app);
  }

  @Post()
  @Permission('app.manage')
  @ApiOperation({ summary: 'Let somebody into the app' })
  async add(@CurrentApp() app: AppRow, @Body() { user, permissions }: CreateCollaboratorDto): Promise<Collaborator> {
    const given = (permissions as AppPermission[] | undefined) ?? USUAL_PERMISSIONS;
    return this.info(
      app,
      await this.commands.execute(new AddCollaborator({ appId: app.id, user, permissions: given })),
    );
  }

  @Patch(':collaborator')
  @Permission('app.manage')
  @ApiOperation({ summary: 'Set anew what a collaborator may do' })
  async update(
    @CurrentApp() app: AppRow,
    @Param('collaborator') key: string,
    @Body() body: UpdateCollaboratorDto,
  ): Promise<Collaborator> {
    const { id: collaboratorId } = await this.findButOwner(app, key);
    const permissions = body.permissions as AppPermission[];
    await this.commands.execute(new UpdateCollaborator({ appId: app.id, collaboratorId, permissions }));
    return this.info(app, collaboratorId);
  }

  @Delete(':collaborator')
  @Permission('app.manage')
  @ApiOperation({ summary: 'Let somebody into the app no longer' })
  async remove(@CurrentApp() app: AppRow, @Param('collaborator') key: string): Promise<Collaborator> {
    const row = await this.findButOwner(app, key);
    await this.commands.execute(new RemoveCollaborator({ appId: app.id, collaboratorId: row.id }));
    return presentCollaborator(row, app);
  }

  private async findButOwner(app: AppRow, key: string): Promise<CollaboratorRow> {
    const row = await this.find(app, key);
    if (row.role === 'collaborator') return row;
    const why = row.role === 'owner' ? `owns ${app.name}` : `has ${app.name} as ${row.role} of its team`;
    throw new UserError('invalid_params', `${row.email} ${why}: that cannot be changed here.`);
  }

  private async find(app: AppRow, key: string): Promise<CollaboratorRow> {
    const row = await this.collaborators.find(app.id, key);
    if (row) return row;
    const message = `${key.slice(0, 80)} is not a collaborator on ${app.name}.`;
    throw new UserError('not_found', message, { resource: 'collaborator' });
  }
}
