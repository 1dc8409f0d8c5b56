import type { FormationRow, SlotWishRow, TargetRow, WantedRows } from '@jujube/database/apps/wanted-rows.js';
import { DEFAULT_UPDATE } from '@jujube/core/rollout/default-update.js';
import { placementRulesOf, type ServiceOfName } from '@jujube/core/rules/placement-rules-of.js';
import type { Wanted, WantedApp, WantedProcess, WantedSlot } from '@jujube/core/wanted/wanted.js';
import { generationOf } from './generation.js';

/** What users asked for, as the core wants it: the processes of each app's target release, in the numbers of its formation. */
export function wantedOf(rows: WantedRows): Wanted {
  const formations = new Map(rows.formations.map((row) => [keyOf(row), row]));
  const wishes = new Map(rows.wishes.map((row) => [`${keyOf(row)}.${row.slot}`, row]));
  const idsByName = new Map(rows.targets.map(({ name, appId }) => [name, appId]));
  return { apps: rows.targets.map((target) => appOf(target, { formations, wishes, idsByName })) };
}

type Wishes = ReadonlyMap<string, SlotWishRow>;

interface Lookups {
  readonly formations: ReadonlyMap<string, FormationRow>;
  readonly wishes: Wishes;
  readonly idsByName: ReadonlyMap<string, string>;
}

function appOf(target: TargetRow, lookups: Lookups): WantedApp {
  const { appId, name, releaseId, image, deploymentId, deadlineAt } = target;
  const processTypes = releaseId && image ? Object.keys(target.processTypes ?? {}) : [];
  const sized = processTypes.map((processType) => lookups.formations.get(keyOf({ appId, processType })));
  return {
    appId,
    name,
    processes: sized.flatMap((formation) => (formation ? [processOf(target, formation, lookups)] : [])),
    deployment:
      deploymentId && releaseId && deadlineAt
        ? { id: deploymentId, releaseId, deadlineAtMs: deadlineAt.getTime() }
        : null,
  };
}

function processOf(target: TargetRow, formation: FormationRow, lookups: Lookups): WantedProcess {
  const { processType, quantity, cpuMillis, memoryMib, rules, healthCheck } = formation;
  const releaseId = target.releaseId ?? '';
  const { wishes } = lookups;
  return {
    processType,
    releaseId,
    releaseVersion: target.releaseVersion ?? undefined,
    slots: Array.from({ length: quantity }, (_, index) => slotOf(releaseId, { formation, slot: index + 1, wishes })),
    resources: { cpuMillis, memoryMib },
    needsPort: processType === 'web' || healthCheck !== null,
    rules: placementRulesOf(rules, serviceNamer(target.appId, lookups)),
    update: DEFAULT_UPDATE,
  };
}

/** `web` is the app's own; `shop.web` that of the app which has this name now, and nobody's when none has. */
function serviceNamer(appId: string, { idsByName }: Lookups): ServiceOfName {
  return (name) => {
    const at = name.indexOf('.');
    if (at === -1) return keyOf({ appId, processType: name });
    const appName = name.slice(0, at);
    return keyOf({ appId: idsByName.get(appName) ?? `no app ${appName}`, processType: name.slice(at + 1) });
  };
}

function slotOf(releaseId: string, asked: { formation: FormationRow; slot: number; wishes: Wishes }): WantedSlot {
  const { formation, slot, wishes } = asked;
  const own = [0, slot].flatMap((number) => wishes.get(`${keyOf(formation)}.${number}`) ?? []);
  return {
    slot,
    generation: generationOf({ releaseId, ...formation }, own),
    isStopped: own.some((wish) => wish.isStopped),
  };
}

function keyOf({ appId, processType }: { appId: string; processType: string }): string {
  return `${appId}/${processType}`;
}
