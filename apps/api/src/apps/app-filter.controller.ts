import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { App } from '@jujube/contract/app.js';
import type { Caller } from '@jujube/core/access/caller.js';
import type { Settings } from '@jujube/settings/settings.js';
import { AppQueries } from '@jujube/usecases/apps/app.queries.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { LooseRequiredField } from '../dto/fields.js';
import { SETTINGS } from '../settings.provider.js';
import { presentApp } from './present-app.js';

const MOST = 1000;

const areIds = (value: unknown) => {
  const ids = (value as { id?: unknown } | null | undefined)?.id;
  return Array.isArray(ids) && ids.length <= MOST && ids.every((id) => typeof id === 'string' && id.length <= 100);
};

class AppFilterDto {
  @LooseRequiredField(
    {
      type: 'object',

      properties: { id: { type: 'array', items: { type: 'string' }, maxItems: MOST } },
    },
    areIds,
    `in must be an object with a list of at most ${MOST} ids`,
  )
  in!: { id: string[] };
}

/** Heroku's clients know these as apps of a team, which one may join and lock. */
type FilteredApp = App & { joined: false; locked: false };

/** Heroku's way to ask for several apps at once. */
@ApiTags('apps')
@Controller('filters/apps')
export class AppFilterController {
  constructor(
    private readonly apps: AppQueries,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  // all at once and never a 206: without a Next-Range the clients would ask for ever
  @Post()
  @HttpCode(200)
  @Permission('app.read')
  @ApiOperation({ summary: 'Those of these apps that you may see' })
  async list(@CurrentCaller() caller: Caller, @Body() body: AppFilterDto): Promise<FilteredApp[]> {
    const rows = await this.apps.among(caller, body.in.id);
    return rows.map((row) => ({ ...presentApp(row, this.settings), joined: false, locked: false }));
  }
}
