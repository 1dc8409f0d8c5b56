import { setImmediate as others } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type AppExplanation, explainApp } from '@jujube/core/explain/explain-app.js';
import type { WhatIf } from '@jujube/core/explain/what-if.js';
import { type FleetHost, fleetHosts } from '@jujube/core/fleet/fleet-hosts.js';
import { type Move, rebalance } from '@jujube/core/rebalance/rebalance.js';
import { DataSource } from '@jujube/database/connection.js';
import type { ClusterSettings } from './cluster-of.js';
import { observe, type Observed } from './observe.js';

export interface PlacementQuestion {
  readonly appId: string;
  readonly settings: ClusterSettings;
  readonly whatIf: readonly WhatIf[];
}

/** Explains where dynos may go, or might have to, from the very rows that the scheduler decides from. Changes nothing. */
@Injectable()
export class PlacementQueries {
  constructor(private readonly dataSource: DataSource) {}

  async explain({ appId, settings, whatIf }: PlacementQuestion): Promise<AppExplanation> {
    return explainApp(await this.look(settings), appId, whatIf);
  }

  /** What every host has, and whether it may die. Other requests are answered between two hosts. */
  async fleet(settings: ClusterSettings): Promise<FleetHost[]> {
    const found: FleetHost[] = [];
    for (const host of fleetHosts(await this.look(settings))) {
      found.push(host);
      await others();
    }
    return found;
  }

  /** What might be moved to where it is better off. */
  async rebalance(settings: ClusterSettings, most: number): Promise<Move[]> {
    return rebalance(await this.look(settings), most);
  }

  private look(settings: ClusterSettings): Promise<Observed> {
    return this.dataSource.transaction('REPEATABLE READ', (manager) => observe(manager, settings));
  }
}
