import { Injectable } from '@nestjs/common';
import type { FormationRow } from '@jujube/database/apps/wanted-rows.js';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import type { HealthCheck, OnUnhealthy } from '@jujube/database/formations/formation-rules.js';
import { Timings } from '../timings.js';
import type { CheckRules } from './health-record.js';

export interface DynoRules extends CheckRules {
  /** path of an HTTP check; null: a TCP connection is enough */
  path: string | null;
  /** null: PORT */
  portName: string | null;
  timeoutSeconds: number;
  onUnhealthy: OnUnhealthy;
  quorum: number;
}

// until its owner configures a check, a dyno is well when its PORT accepts a connection
const DEFAULT_CHECK: HealthCheck = {
  protocol: 'tcp',
  intervalSeconds: 5,
  timeoutSeconds: 3,
  graceSeconds: 60,
  maxConsecutiveFailures: 3,
};

/** The health checks that users configured, as of the last observation. */
@Injectable()
export class HealthRules {
  private checks = new Map<string, HealthCheck>();

  constructor(private readonly timings: Timings) {}

  replaceAll(formations: readonly FormationRow[]): void {
    this.checks = new Map(
      formations.flatMap((row) => (row.healthCheck ? [[`${row.appId}/${row.processType}`, row.healthCheck]] : [])),
    );
  }

  of(dyno: DynoEntity): DynoRules {
    const check = this.checks.get(`${dyno.appId}/${dyno.processType}`) ?? DEFAULT_CHECK;
    const path = check.protocol === 'http' ? (check.path ?? '/') : null;
    const { onUnhealthy = 'recreate', quorum = 1, portName = null } = check;
    return { ...check, path, portName, onUnhealthy, quorum, hopelessAfterMs: this.timings.dynoHopelessAfterMs };
  }
}
