import type { FormationRow, SlotWishRow, TargetRow, WantedRows } from '@jujube/database/apps/wanted-rows.js';
import type { UpdatePolicy, Wanted, WantedApp, WantedProcess, WantedSlot } from '@jujube/core/wanted/wanted.js';
import { generationOf } from './generation.js';

const UPDATE: UpdatePolicy = {
  minimumHealthCapacity: 1,
  maximumOverCapacity: 0.25,
  minHealthyMs: 0,
  drainTimeoutMs: 10_000,
};

/** What users asked for, as the core wants it: the processes of each app's target release, in the numbers of its formation. */
export function wantedOf(rows: WantedRows): Wanted {
  const formations = new Map(rows.formations.map((row) => [keyOf(row), row]));
  const wishes = new Map(rows.wishes.map((row) => [`${keyOf(row)}.${row.slot}`, row]));
  return { apps: rows.targets.map((target) => appOf(target, formations, wishes)) };
}

type Formations = ReadonlyMap<string, FormationRow>;
type Wishes = ReadonlyMap<string, SlotWishRow>;

function appOf(target: TargetRow, formations: Formations, wishes: Wishes): WantedApp {
  const { appId, name, releaseId, image, deploymentId, deadlineAt } = target;
  const processTypes = releaseId && image ? Object.keys(target.processTypes ?? {}) : [];
  const sized = processTypes.map((processType) => formations.get(keyOf({ appId, processType })));
  return {
    appId,
    name,
    processes: sized.flatMap((formation) => (formation ? [processOf(target, formation, wishes)] : [])),
    deployment:
      deploymentId && releaseId && deadlineAt
        ? { id: deploymentId, releaseId, deadlineAtMs: deadlineAt.getTime() }
        : null,
  };
}

function processOf(target: TargetRow, formation: FormationRow, wishes: Wishes): WantedProcess {
  const { processType, quantity, cpuMillis, memoryMib, rules, healthCheck } = formation;
  const releaseId = target.releaseId ?? '';
  return {
    processType,
    releaseId,
    releaseVersion: target.releaseVersion ?? undefined,
    slots: Array.from({ length: quantity }, (_, index) => slotOf(releaseId, { formation, slot: index + 1, wishes })),
    resources: { cpuMillis, memoryMib },
    needsPort: processType === 'web' || healthCheck !== null,
    rules: {
      pool: rules.pool ?? 'default',
      hostLabels: rules.hostLabels ?? {},
      isOnePerHost: rules.isOnePerHost ?? false,
    },
    update: UPDATE,
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
