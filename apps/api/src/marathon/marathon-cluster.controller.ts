import { All, Controller, Get, Inject, Query, UseFilters } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { MarathonQueued, MarathonTask } from '@jujube/contract/marathon.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { Settings } from '@jujube/settings/settings.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission, Public } from '../auth/permission.js';
import { SETTINGS } from '../settings.provider.js';
import { MarathonApps } from './marathon-apps.js';
import { MarathonErrorFilter } from './marathon-error.filter.js';
import { presentQueued } from './present-queue.js';
import { presentTask } from './present-task.js';
import { refuseQuery } from './read-query.js';

/** What Marathon tells of all apps together, and of itself. */
@ApiTags('marathon')
@Controller()
@UseFilters(MarathonErrorFilter)
export class MarathonClusterController {
  constructor(
    private readonly apps: MarathonApps,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('v2/tasks')
  @Permission('dyno.read')
  @ApiOperation({ summary: 'Marathon: all dynos that you may see' })
  async tasks(@CurrentCaller() caller: Caller, @Query() query: unknown): Promise<{ tasks: MarathonTask[] }> {
    refuseQuery(query);
    const services = await this.apps.all(caller);
    return { tasks: services.flatMap((service) => service.dynos.map((dyno) => presentTask(service, dyno))) };
  }

  @Get('v2/queue')
  @Permission('dyno.read')
  @ApiOperation({ summary: 'Marathon: which slots wait, and for what' })
  async queue(@CurrentCaller() caller: Caller, @Query() query: unknown): Promise<{ queue: MarathonQueued[] }> {
    refuseQuery(query);
    const waiting = (await this.apps.all(caller)).filter(({ waits }) => waits.length > 0);
    return { queue: waiting.map((service) => presentQueued(service, Date.now())) };
  }

  @Get('v2/info')
  @Permission('account.read')
  @ApiOperation({ summary: "Marathon: who answers. It is Jujube, which speaks a part of Marathon's API" })
  whoAnswers(): { name: string; elected: boolean; leader: string; frameworkId: null } {
    return { name: 'jujube', elected: true, leader: new URL(this.settings.apiUrl).host, frameworkId: null };
  }

  @Get('ping')
  @Public()
  @ApiOperation({ summary: 'Marathon: answers pong' })
  ping(): string {
    return 'pong';
  }

  @All(['v2/apps/:app_name/versions', 'v2/apps/:app_name/:process_type/versions', 'v2/*'])
  @Public()
  @ApiExcludeEndpoint()
  nothingElse(): never {
    throw new UserError(
      'not_found',
      "Of Marathon's API there are /v2/apps, /v2/tasks, /v2/deployments, /v2/queue, /v2/events, /v2/info and /ping here. GET /openapi.json lists every route.",
    );
  }
}
