import { Body, Controller, Get, Param, Patch } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Formation } from '@jujube/contract/formation.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { AppInReach, AppRow } from '@jujube/usecases/apps/app.queries.js';
import { FormationQueries } from '@jujube/usecases/formation/formation.queries.js';
import { ScaleFormation } from '@jujube/usecases/formation/scale-formation.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { CurrentCaller } from '../auth/caller.js';
import { CurrentApp } from '../apps/app-scope.guard.js';
import { Permission } from '../auth/permission.js';
import { ReleasedContainers } from './released-containers.js';
import { formationChange } from './formation-change.js';
import { BatchUpdateFormationDto, UpdateFormationDto } from './formation.dto.js';
import { isContainerRelease } from './is-container-release.js';
import { presentFormation } from './present-formation.js';

const CONTAINER_RELEASE = { instead: { permission: 'release.write', when: isContainerRelease } } as const;

@ApiTags('formation')
@Controller('apps/:app/formation')
export class FormationController {
  constructor(
    private readonly commands: CommandBus,
    private readonly formation: FormationQueries,
    private readonly containers: ReleasedContainers,
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
  @Permission('dyno.write', CONTAINER_RELEASE)
  @ApiOperation({ summary: 'Scale and resize several process types, or release images for them: all or nothing' })
  async updateAll(
    @CurrentApp() app: AppInReach,
    @CurrentCaller() { userId }: Caller,
    @Body() body: BatchUpdateFormationDto,
  ): Promise<Formation[]> {
    if (await this.containers.release(app, userId, body.updates)) return this.list(app);
    const changes = body.updates.map((update) => formationChange(update.type, update));
    await this.commands.execute(new ScaleFormation({ appId: app.id, changes }));
    return this.list(app);
  }

  @Patch(':type')
  @Permission('dyno.write', CONTAINER_RELEASE)
  @ApiOperation({ summary: 'Scale and resize one process type, release an image for it, or take it away' })
  async update(
    @CurrentApp() app: AppInReach,
    @CurrentCaller() { userId }: Caller,
    @Param('type') key: string,
    @Body() body: UpdateFormationDto,
  ): Promise<Formation> {
    if (typeof body.docker_image === 'string') {
      await this.containers.release(app, userId, [{ ...body, type: key }]);
      return this.info(app, key);
    }
    const before = await this.info(app, key);
    const { type } = before;
    if (await this.containers.release(app, userId, [{ ...body, type }])) return { ...before, quantity: 0 };
    await this.commands.execute(new ScaleFormation({ appId: app.id, changes: [formationChange(type, body)] }));
    return this.info(app, type);
  }
}
