import { Injectable } from '@nestjs/common';
import type { Cluster } from '@jujube/core/cluster/cluster.js';
import type { Wanted } from '@jujube/core/wanted/wanted.js';
import { DataSource } from '@jujube/database/connection.js';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import type { ClusterSettings } from '@jujube/usecases/placement/cluster-of.js';
import { observe } from '@jujube/usecases/placement/observe.js';
import { HealthRules } from '../health/health-rules.js';

/** One consistent look at everything: what is wanted and what is there. */
export interface Observation {
  readonly wanted: Wanted;
  readonly cluster: Cluster;
  /** the rows behind the cluster's dynos that have not ended */
  readonly liveDynos: readonly DynoEntity[];
}

/** Reads the database into what the core decides from. */
@Injectable()
export class Observer {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: ClusterSettings,
    private readonly healthRules: HealthRules,
  ) {}

  async observe(): Promise<Observation> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const { wanted, cluster, asked, seen } = await observe(manager, this.settings);
      this.healthRules.replaceAll(asked.formations);
      return { wanted, cluster, liveDynos: seen.dynos };
    });
  }
}
