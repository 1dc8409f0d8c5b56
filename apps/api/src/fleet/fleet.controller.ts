import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FleetReport } from '@jujube/contract/fleet-report.js';
import { DEFAULT_MOVES, MAX_MOVES, type Rebalance } from '@jujube/contract/rebalance.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { Settings } from '@jujube/settings/settings.js';
import { PlacementQueries } from '@jujube/usecases/placement/placement.queries.js';
import { Permission } from '../auth/permission.js';
import { SETTINGS } from '../settings.provider.js';
import { presentFleet } from './present-fleet.js';
import { presentMove } from './present-move.js';

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
    return presentFleet(await this.placement.fleet(this.settings));
  }

  @Get('rebalance')
  @Permission('fleet.read')
  @ApiOperation({ summary: 'Moves that would improve spread or packing, best first; nothing is moved' })
  @ApiQuery({
    name: 'moves',
    required: false,
    type: Number,
    description: `at most so many, ${DEFAULT_MOVES} if not said`,
  })
  async rebalance(@Query('moves') moves: unknown): Promise<Rebalance> {
    const found = await this.placement.rebalance(this.settings, movesOf(moves));
    return { moves: found.map(presentMove) };
  }
}

function movesOf(wish: unknown): number {
  if (wish === undefined) return DEFAULT_MOVES;
  const count = typeof wish === 'string' && /^\d{1,4}$/.test(wish) ? Number(wish) : 0;
  if (count >= 1 && count <= MAX_MOVES) return count;
  throw new UserError('invalid_params', `moves is a whole number from 1 to ${MAX_MOVES}.`);
}
