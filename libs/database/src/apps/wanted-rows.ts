import type { EntityManager } from 'typeorm';
import type { DisruptionSettings } from '@jujube/core/disruption/disruption-settings.js';
import type { UpdateSettings } from '@jujube/core/update/update-settings.js';
import { budgetedDeployments, deploymentTraffic, type PhaseTraffic } from '../traffic/deployment-traffic.js';
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
  deadlineSeconds: number;
  isPaused: boolean;
  isPromoted: boolean;
  isConfirmed: boolean;
  switchedAt: Date | null;
  isRevert: boolean;
  /** canaries are ready since; null: they are not, or there are none */
  canariesSince: Date | null;
  promotesAt: Date | null;
  /** the release that serves meanwhile; null when none ever did */
  formerId: string | null;
  formerVersion: number | null;
  formerProcessTypes: Record<string, string> | null;
}

export interface FormationRow {
  appId: string;
  processType: string;
  quantity: number;
  cpuMillis: number;
  memoryMib: number;
  rules: FormationRules;
  healthCheck: HealthCheck | null;
  update: UpdateSettings;
  disruption: DisruptionSettings;
  /** of its app */
  environment?: string | null;
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
  /** of deployments with a budget for it */
  traffic: PhaseTraffic[];
}

/** Reads it with the given manager: several of these reads agree only within one repeatable-read transaction. */
export async function readWantedRows(manager: EntityManager): Promise<WantedRows> {
  return {
    targets: await manager.query(TARGETS),
    formations: await manager.query(FORMATIONS),
    wishes: await manager.query(WISHES),
    traffic: await deploymentTraffic(manager, await budgetedDeployments(manager)),
  };
}

const TARGETS = `
select a.id as "appId", a.name, r.id as "releaseId", r.version as "releaseVersion", r.image,
  r.process_types as "processTypes", d.id as "deploymentId", d.deadline_at as "deadlineAt",
  a.deadline_seconds as "deadlineSeconds", d.paused_at is not null as "isPaused", d.promoted_at is not null as "isPromoted",
  d.confirmed_at is not null as "isConfirmed", d.switched_at as "switchedAt",
  coalesce(d.is_revert, false) as "isRevert", d.canaries_since as "canariesSince", d.promotes_at as "promotesAt",
  former.id as "formerId", former.version as "formerVersion", former.process_types as "formerProcessTypes"
from apps a
left join lateral (
  select t.id from deployments t join releases v on v.id = t.release_id
  where t.app_id = a.id and t.state in ('pending', 'succeeded')
  order by t.state = 'pending' desc, v.version desc limit 1) target on true
left join deployments t on t.id = target.id
left join releases r on r.id = t.release_id
left join deployments d on d.id = t.id and d.state = 'pending'
left join lateral (
  select v.* from deployments s join releases v on v.id = s.release_id
  where d.id is not null and s.app_id = a.id and s.state = 'succeeded' and v.image is not null
  order by v.version desc limit 1) former on true`;

export const FORMATIONS = `
select app_id as "appId", process_type as "processType", quantity, cpu_millis as "cpuMillis", memory_mib as "memoryMib",
  rules, health_check as "healthCheck", update_settings as "update",
  disruption_settings as disruption, placed.environment
from formations left join (
  select a.id as placed_app, e.name as environment from apps a join environments e on e.id = a.environment_id) placed
  on placed_app = app_id`;

const WISHES = `
select app_id as "appId", process_type as "processType", slot, is_stopped as "isStopped", restart from slot_wishes
where is_stopped or restart <> 0`;
