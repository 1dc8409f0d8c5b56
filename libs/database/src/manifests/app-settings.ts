import type { EntityManager } from 'typeorm';
import { initialQuantities } from '@jujube/core/formation/initial-quantities.js';
import type { AppSettings, ProcessSettings } from '@jujube/core/manifest/app-settings.js';
import { DEFAULT_DYNO_RESOURCES } from '@jujube/core/quantity/resources.js';
import type { LockedApp } from '../apps/lock-app.js';
import { FORMATIONS, type FormationRow } from '../apps/wanted-rows.js';
import { insertFormation } from '../formations/stored-formation.js';
import { writeFormation } from '../formations/write-formation.js';
import { releaseHeldSlots } from '../slot-wishes/release-held-slots.js';

const NEW = { ...DEFAULT_DYNO_RESOURCES, rules: {}, healthCheck: null, update: {}, disruption: {} };

export interface StoredSettings extends AppSettings {
  /** process types that have no row yet: they are as a release would begin with them */
  readonly added: readonly string[];
}

/** An app with the process types of one of its releases, or of one to come; web first. */
export async function readAppSettings(
  manager: EntityManager,
  app: LockedApp,
  processTypes: Readonly<Record<string, string>>,
): Promise<StoredSettings> {
  const stored: FormationRow[] = await manager.query(`${FORMATIONS} where app_id = $1`, [app.id]);
  const rows = new Map(stored.map((row) => [row.processType, row]));
  const existing = Object.fromEntries(stored.map(({ processType, quantity }) => [processType, quantity]));
  const quantities = initialQuantities(processTypes, existing);
  const settingsOf = (processType: string): ProcessSettings => {
    const command = processTypes[processType]!;
    const row = rows.get(processType);
    if (row) return { ...settingsOfRow(row), command };
    const quantity = quantities[processType]!;
    return { processType, command, quantity, ...NEW };
  };
  const names = Object.keys(processTypes).sort(webFirst);
  const added = names.filter((processType) => !rows.has(processType));
  return { name: app.name, deadlineSeconds: app.deadlineSeconds, processes: names.map(settingsOf), added };
}

function settingsOfRow({ appId: _appId, ...settings }: FormationRow): Omit<ProcessSettings, 'command'> {
  return settings;
}

function webFirst(one: string, other: string): number {
  if (one === 'web' || other === 'web') return one === 'web' ? -1 : 1;
  return one < other ? -1 : 1;
}

/** Writes what differs, process types that are the same object left out; commands belong to releases. Answers the app as it is now. */
export async function writeAppSettings(
  manager: EntityManager,
  app: LockedApp,
  { before, after }: { before: StoredSettings; after: AppSettings },
): Promise<LockedApp> {
  const { deadlineSeconds } = after;
  if (deadlineSeconds !== before.deadlineSeconds) {
    await manager.query('update apps set deadline_seconds = $2, updated_at = now() where id = $1', [
      app.id,
      deadlineSeconds,
    ]);
  }
  for (const [index, process] of after.processes.entries()) {
    const was = before.processes[index];
    // a row for whatever is new, too: the first of them decide with how many dynos the others begin
    if (process === was && !before.added.includes(process.processType)) continue;
    await insertFormation(manager, app.id, process.processType);
    await writeFormation(manager, { ...process, appId: app.id });
    if (process.quantity !== was?.quantity) await releaseHeldSlots(manager, app.id, process.processType);
  }
  return { ...app, deadlineSeconds };
}
