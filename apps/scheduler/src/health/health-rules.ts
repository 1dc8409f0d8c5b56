import { Injectable } from '@nestjs/common';
import type { FormationRow } from '@jujube/database/apps/wanted-rows.js';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import type { HealthCheck } from '@jujube/database/formations/formation-rules.js';

/** The health checks that users configured, as of the last observation. */
@Injectable()
export class HealthRules {
  private checks = new Map<string, HealthCheck>();

  replaceAll(formations: readonly FormationRow[]): void {
    this.checks = new Map(
      formations.flatMap((row) => (row.healthCheck ? [[`${row.appId}/${row.processType}`, row.healthCheck]] : [])),
    );
  }

  of(dyno: DynoEntity): HealthCheck | null {
    return this.checks.get(`${dyno.appId}/${dyno.processType}`) ?? null;
  }
}
