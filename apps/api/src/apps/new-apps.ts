import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { App } from '@jujube/contract/app.js';
import type { Caller } from '@jujube/core/access/caller.js';
import type { Settings } from '@jujube/settings/settings.js';
import { AppQueries, type AppRow } from '@jujube/usecases/apps/app.queries.js';
import { CreateApp } from '@jujube/usecases/apps/create-app.js';
import { PlacesForApps } from '../environments/places-for-apps.js';
import { SETTINGS } from '../settings.provider.js';
import type { CreateAppDto } from './app.dto.js';
import { presentApp } from './present-app.js';

/** Makes apps as requests ask for them, for somebody or for a team. */
@Injectable()
export class NewApps {
  constructor(
    private readonly commands: CommandBus,
    private readonly apps: AppQueries,
    private readonly places: PlacesForApps,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async make(caller: Caller, body: CreateAppDto, teamId?: string): Promise<AppRow> {
    const { name, deadline_seconds: deadlineSeconds, environment = body.space } = body;
    const environmentId = environment === undefined ? undefined : await this.places.openTo(caller, environment);
    const { baseDomain } = this.settings;
    const wish = { ownerId: caller.userId, name, deadlineSeconds, baseDomain, environmentId, teamId };
    const id = await this.commands.execute(new CreateApp(wish));
    const row = await this.apps.byId(id);
    if (!row) throw new Error(`app ${id} vanished while it was answered`);
    return row;
  }

  present(row: AppRow): App {
    return presentApp(row, this.settings);
  }
}
