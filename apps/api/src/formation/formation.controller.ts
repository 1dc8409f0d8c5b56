import { Body, Controller, Get, Param, Patch } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Formation } from '@jujube/contract/formation.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { AppRow } from '@jujube/usecases/apps/app.queries.js';
import { FormationQueries } from '@jujube/usecases/formation/formation.queries.js';
import { ScaleFormation } from '@jujube/usecases/formation/scale-formation.js';
import { CurrentApp } from '../apps/app-scope.guard.js';
import { Permission } from '../auth/permission.js';
import { formationChange } from './formation-change.js';
import { BatchUpdateFormationDto, UpdateFormationDto } from './formation.dto.js';
import { presentFormation } from './present-formation.js';

@ApiTags('formation')
@Controller('apps/:app/formation')
export class FormationController {
  constructor(
    private readonly commands: CommandBus,
    private readonly formation: FormationQueries,
  ) {}

  @Get()
  @Permission('dyno.read')
  @ApiOperation({ summary: 'Process types with their quantities and sizes' })
  async list(@CurrentApp() app: AppRow): Promise<Formation[]> {
    return (await this.formation.list(app.id)).map((row) => presentFormation(row, app));
  }

  @Get(':type')
  @Permission('dyno.read')
  @ApiOperation({ summary: 'One process type, by name or id' })
  async info(@CurrentApp() app: AppRow, @Param('type') key: string): Promise<Formation> {
    const row = await this.formation.find(app.id, key);
    if (!row) {
      throw new UserError('not_found', `Couldn't find that process type (${key.slice(0, 60)}).`, {
        resource: 'formation',
      });
    }
    return presentFormation(row, app);
  }

  @Patch()
  @Permission('dyno.write')
  @ApiOperation({ summary: 'Scale and resize several process types: all or nothing' })
  async updateAll(@CurrentApp() app: AppRow, @Body() body: BatchUpdateFormationDto): Promise<Formation[]> {
    const changes = body.updates.map((update) => formationChange(update.type, update));
    await this.commands.execute(new ScaleFormation({ appId: app.id, changes }));
    return this.list(app);
  }

  @Patch(':type')
  @Permission('dyno.write')
  @ApiOperation({ summary: 'Scale and resize one process type' })
  async update(
    @CurrentApp() app: AppRow,
    @Param('type') key: string,
    @Body() body: UpdateFormationDto,
  ): Promise<Formation> {
    const { type } = await this.info(app, key);
    await this.commands.execute(new ScaleFormation({ appId: app.id, changes: [formationChange(type, body)] }));
    return this.info(app, type);
  }
}
