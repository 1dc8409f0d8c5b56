import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FleetReport } from '@jujube/contract/fleet-report.js';
import type { Settings } from '@jujube/settings/settings.js';
import { PlacementQueries } from '@jujube/usecases/placement/placement.queries.js';
import { Permission } from '../auth/permission.js';
import { SETTINGS } from '../settings.provider.js';
import { presentFleet } from './present-fleet.js';

@ApiTags('hosts')
@Controller('fleet')
export class FleetController {
  constructor(
    private readonly placement: PlacementQueries,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('report')
  @Permission('fleet.read')
  @ApiOperation({ summary: 'Capacity of hosts and pools, and which dynos would not fit elsewhere if a host died' })
  async report(): Promise<FleetReport> {
    return presentFleet(await this.placement.fleet(this.settings.portRange));
  }
}
