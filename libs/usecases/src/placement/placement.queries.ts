import { setImmediate as others } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Host } from '@jujube/core/cluster/host.js';
import { type AppExplanation, explainApp } from '@jujube/core/explain/explain-app.js';
import type { WhatIf } from '@jujube/core/explain/what-if.js';
import { type FleetHost, fleetHosts } from '@jujube/core/fleet/fleet-hosts.js';
import { type Move, rebalance } from '@jujube/core/rebalance/rebalance.js';
import { DataSource } from '@jujube/database/connection.js';
import { observe, type Observed } from './observe.js';

export interface PlacementQuestion {
  readonly appId: string;
  readonly portRange: Host['portRange'];
  readonly whatIf: readonly WhatIf[];
}

/** Explains where dynos may go, or might have to, from the very rows that the scheduler decides from. Changes nothing. */
@Injectable()
export class PlacementQueries {
  constructor(private readonly dataSource: DataSource) {}

  async explain({ appId, portRange, whatIf }: PlacementQuestion): Promise<AppExplanation> {
    return explainApp(await this.look(portRange), appId, whatIf);
  }

  /** What every host has, and whether it may die. Other requests are answered between two hosts. */
  async fleet(portRange: Host['portRange']): Promise<FleetHost[]> {
    const found: FleetHost[] = [];
    for (const host of fleetHosts(await this.look(portRange))) {
      found.push(host);
      await others();
    }
    return found;
  }

  /** What might be moved to where it is better off. */
  async rebalance(portRange: Host['portRange'], most: number): Promise<Move[]> {
    return rebalance(await this.look(portRange), most);
  }

  private look(portRange: Host['portRange']): Promise<Observed> {
    return this.dataSource.transaction('REPEATABLE READ', (manager) => observe(manager, portRange));
  }
}
