import type { EntityManager } from 'typeorm';
import type { FormationRow } from '../apps/wanted-rows.js';

/** The process types of app $1's target release, web first; types that only older releases had keep their rows unseen. */
export const CURRENT_FORMATION = `
select f.id, f.app_id as "appId", f.process_type as "processType", f.quantity, f.cpu_millis as "cpuMillis",
  f.memory_mib as "memoryMib", f.rules, f.health_check as "healthCheck", f.update_settings as "update",
  f.disruption_settings as disruption,
  (select e.name from apps a join environments e on e.id = a.environment_id where a.id = f.app_id) as environment, f.created_at as "createdAt",
  f.updated_at as "updatedAt", target.process_types ->> f.process_type as command
from formations f join lateral (
  select r.process_types from releases r join deployments d on d.release_id = r.id
  where r.app_id = f.app_id and d.state in ('pending', 'succeeded') order by r.version desc limit 1) target
  on target.process_types ? f.process_type
where f.app_id = $1 order by f.process_type <> 'web', f.process_type`;

export async function currentFormation(manager: EntityManager, appId: string): Promise<FormationRow[]> {
  return manager.query(CURRENT_FORMATION, [appId]);
}
