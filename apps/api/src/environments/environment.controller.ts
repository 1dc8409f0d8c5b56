import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Environment } from '@jujube/contract/environment.js';
import { CreateEnvironment } from '@jujube/usecases/environments/create-environment.js';
import { DestroyEnvironment } from '@jujube/usecases/environments/destroy-environment.js';
import { Permission } from '../auth/permission.js';
import { TextField } from '../dto/fields.js';
import { KnownEnvironments } from './known-environments.js';
import { presentEnvironment } from './present-environment.js';

class CreateEnvironmentDto {
  @TextField({ max: 60, required: true })
  name!: string;
}

@ApiTags('environments')
@Controller('environments')
export class EnvironmentController {
  constructor(
    private readonly commands: CommandBus,
    private readonly environments: KnownEnvironments,
  ) {}

  @Get()
  @Permission('environment.read')
  @ApiOperation({ summary: 'Environments: hosts and apps that keep to themselves' })
  async list(): Promise<Environment[]> {
    return (await this.environments.all()).map(presentEnvironment);
  }

  @Get(':environment')
  @Permission('environment.read')
  @ApiOperation({ summary: 'One environment, by id or name' })
  async info(@Param('environment') key: string): Promise<Environment> {
    return presentEnvironment(await this.environments.named(key));
  }

  @Post()
  @Permission('environment.write')
  @ApiOperation({ summary: 'Make an environment without hosts and apps' })
  async create(@Body() { name }: CreateEnvironmentDto): Promise<Environment> {
    return this.info(await this.commands.execute(new CreateEnvironment({ name })));
  }

  @Delete(':environment')
  @Permission('environment.write')
  @ApiOperation({ summary: 'Forget an environment that has neither hosts nor apps' })
  async destroy(@Param('environment') key: string): Promise<Environment> {
    const row = await this.environments.named(key);
    await this.commands.execute(new DestroyEnvironment({ environmentId: row.id }));
    return presentEnvironment(row);
  }
}
