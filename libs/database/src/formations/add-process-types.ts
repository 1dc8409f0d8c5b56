import type { EntityManager } from 'typeorm';
import { initialQuantities } from '@jujube/core/formation/initial-quantities.js';
import { DEFAULT_DYNO_RESOURCES } from '@jujube/core/quantity/resources.js';

/** Gives process types that a release brings for the first time a row; what is there stays, also when a release lacks it. */
export async function addProcessTypes(
  manager: EntityManager,
  appId: string,
  processTypes: Readonly<Record<string, string>>,
): Promise<void> {
  const rows: { processType: string; quantity: number }[] = await manager.query(
    'select process_type as "processType", quantity from formations where app_id = $1',
    [appId],
  );
  const existing = Object.fromEntries(rows.map(({ processType, quantity }) => [processType, quantity]));
  const { cpuMillis, memoryMib } = DEFAULT_DYNO_RESOURCES;
  for (const [processType, quantity] of Object.entries(initialQuantities(processTypes, existing))) {
    await manager.query(
      `insert into formations (app_id, process_type, quantity, cpu_millis, memory_mib) values ($1, $2, $3, $4, $5)
       on conflict (app_id, process_type) do nothing`,
      [appId, processType, quantity, cpuMillis, memoryMib],
    );
  }
}
