import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { PlacementExplanation } from '@jujube/contract/placement-explanation.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { parseWhatIf, type WhatIf } from '@jujube/core/explain/what-if.js';
import type { Settings } from '@jujube/settings/settings.js';
import type { AppRow } from '@jujube/usecases/apps/app.queries.js';
import { PlacementQueries } from '@jujube/usecases/placement/placement.queries.js';
import { CurrentApp } from '../apps/app-scope.guard.js';
import { Permission } from '../auth/permission.js';
import { SETTINGS } from '../settings.provider.js';
import { presentPlacement } from './present-placement.js';

const MAX_CHANGES = 20;

@ApiTags('formation')
@Controller('apps/:app/placement')
export class PlacementController {
  constructor(
    private readonly placement: PlacementQueries,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Permission('dyno.read')
  @ApiOperation({ summary: 'Which hosts would take one more dyno, and what would happen next; also of what might be' })
  @ApiQuery({ name: 'what_if', required: false, isArray: true, type: String, example: ['web=+3', 'host:h2=down'] })
  async explain(@CurrentApp() app: AppRow, @Query('what_if') whatIf: unknown): Promise<PlacementExplanation> {
    const question = { appId: app.id, settings: this.settings, whatIf: changesOf(whatIf) };
    return presentPlacement(await this.placement.explain(question));
  }
}

function changesOf(whatIf: unknown): WhatIf[] {
  const texts = whatIf === undefined ? [] : [whatIf].flat();
  if (texts.length > MAX_CHANGES) {
    throw new UserError('invalid_params', `${texts.length} changes are too many; at most ${MAX_CHANGES}.`);
  }
  return texts.map((text) => parseWhatIf(String(text)));
}
