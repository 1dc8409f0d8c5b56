import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Space, SpaceNat } from '@jujube/contract/platform.js';
import { Permission } from '../auth/permission.js';
import { KnownEnvironments } from './known-environments.js';
import { presentSpace } from './present-environment.js';

/** Environments in the shape of Heroku's spaces. */
@ApiTags('environments')
@Controller('spaces')
export class SpaceController {
  constructor(private readonly environments: KnownEnvironments) {}

  @Get()
  @Permission('environment.read')
  @ApiOperation({ summary: 'Environments, as Heroku asks for them' })
  async list(): Promise<Space[]> {
    return (await this.environments.all()).map(presentSpace);
  }

  @Get(':space')
  @Permission('environment.read')
  @ApiOperation({ summary: 'One environment, as Heroku asks for it' })
  async info(@Param('space') key: string): Promise<Space> {
    return presentSpace(await this.environments.named(key));
  }

  @Get(':space/nat')
  @Permission('environment.read')
  @ApiOperation({ summary: 'Addresses that dynos of a space have to the outside: those of their hosts' })
  async nat(@Param('space') key: string): Promise<SpaceNat> {
    const { created_at: at } = presentSpace(await this.environments.named(key));
    return { created_at: at, updated_at: at, sources: [], state: 'disabled' };
  }
}
