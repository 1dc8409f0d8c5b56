import type { EntityManager } from 'typeorm';
import type { FormationRow } from '../apps/wanted-rows.js';

/** Writes all settings of one process type, which must have its row. */
export async function writeFormation(manager: EntityManager, row: FormationRow): Promise<void> {
  const { appId, processType, quantity, cpuMillis, memoryMib, rules, healthCheck, update, disruption } = row;
  await manager.query(
    `update formations set quantity = $3, cpu_millis = $4, memory_mib = $5, rules = $6, health_check = $7,
       update_settings = $8, disruption_settings = $9, updated_at = now()
     where app_id = $1 and process_type = $2`,
    [appId, processType, quantity, cpuMillis, memoryMib, rules, healthCheck, update, disruption],
  );
}
