import type { EntityManager } from 'typeorm';
import type { FormationRules, HealthCheck } from '../formations/formation-rules.js';

/** An app and the release that should run: that of its pending deployment, else of its newest succeeded one. */
export interface TargetRow {
  appId: string;
  name: string;
  releaseId: string | null;
  releaseVersion: number | null;
  image: string | null;
  processTypes: Record<string, string> | null;
  /** only while it is pending */
  deploymentId: string | null;
  deadlineAt: Date | null;
}

export interface FormationRow {
  appId: string;
  processType: string;
  quantity: number;
  cpuMillis: number;
  memoryMib: number;
  rules: FormationRules;
  healthCheck: HealthCheck | null;
}

export interface SlotWishRow {
  appId: string;
  processType: string;
  /** 0: the whole process type */
  slot: number;
  isStopped: boolean;
  restart: number;
}

/** What users asked of all apps. */
export interface WantedRows {
  targets: TargetRow[];
  formations: FormationRow[];
  wishes: SlotWishRow[];
}

/** Reads it with the given manager: several of these reads agree only within one repeatable-read transaction. */
export async function readWantedRows(manager: EntityManager): Promise<WantedRows> {
  return {
    targets: await manager.query(TARGETS),
    formations: await manager.query(FORMATIONS),
    wishes: await manager.query(WISHES),
  };
}

const TARGETS = `
select a.id as "appId", a.name, r.id as "releaseId", r.version as "releaseVersion", r.image,
  r.process_types as "processTypes", d.id as "deploymentId", d.deadline_at as "deadlineAt"
from apps a
left join lateral (
  select t.id from deployments t join releases v on v.id = t.release_id
  where t.app_id = a.id and t.state in ('pending', 'succeeded')
  order by t.state = 'pending' desc, v.version desc limit 1) target on true
left join deployments t on t.id = target.id
left join releases r on r.id = t.release_id
left join deployments d on d.id = t.id and d.state = 'pending'`;

export const FORMATIONS = `
select app_id as "appId", process_type as "processType", quantity, cpu_millis as "cpuMillis", memory_mib as "memoryMib",
  rules, health_check as "healthCheck" from formations`;

const WISHES = `
select app_id as "appId", process_type as "processType", slot, is_stopped as "isStopped", restart from slot_wishes
where is_stopped or restart <> 0`;
