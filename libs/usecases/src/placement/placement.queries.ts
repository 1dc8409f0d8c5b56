import { Injectable } from '@nestjs/common';
import type { Host } from '@jujube/core/cluster/host.js';
import { type AppExplanation, explainApp } from '@jujube/core/explain/explain-app.js';
import type { WhatIf } from '@jujube/core/explain/what-if.js';
import { DataSource } from '@jujube/database/connection.js';
import { observe } from './observe.js';

export interface PlacementQuestion {
  readonly appId: string;
  readonly portRange: Host['portRange'];
  readonly whatIf: readonly WhatIf[];
}

/** Explains where an app's dynos may go, from the very rows that the scheduler decides from. Changes nothing. */
@Injectable()
export class PlacementQueries {
  constructor(private readonly dataSource: DataSource) {}

  async explain({ appId, portRange, whatIf }: PlacementQuestion): Promise<AppExplanation> {
    const now = await this.dataSource.transaction('REPEATABLE READ', (manager) => observe(manager, portRange));
    return explainApp(now, appId, whatIf);
  }
}
