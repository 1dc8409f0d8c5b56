import type { EntityManager } from 'typeorm';
import { FORMATIONS, type FormationRow } from '../apps/wanted-rows.js';
import { DEFAULT_DYNO_RESOURCES } from '@jujube/core/quantity/resources.js';

/** Gives a process type a row before its first release; what is there stays. */
export async function insertFormation(manager: EntityManager, appId: string, processType: string): Promise<void> {
  const { cpuMillis, memoryMib } = DEFAULT_DYNO_RESOURCES;
  await manager.query(
    `insert into formations (app_id, process_type, quantity, cpu_millis, memory_mib) values ($1, $2, 0, $3, $4)
     on conflict (app_id, process_type) do nothing`,
    [appId, processType, cpuMillis, memoryMib],
  );
}

/** Also of a process type that no release has now. */
export async function formationOf(manager: EntityManager, appId: string, processType: string): Promise<FormationRow> {
  const one = `${FORMATIONS} where app_id = $1 and process_type = $2`;
  const rows: FormationRow[] = await manager.query(one, [appId, processType]);
  return rows[0]!;
}
