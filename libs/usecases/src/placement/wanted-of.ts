import type { FormationRow, SlotWishRow, TargetRow, WantedRows } from '@jujube/database/apps/wanted-rows.js';
import type { PhaseTraffic } from '@jujube/database/traffic/deployment-traffic.js';
import { disruptionPolicyOf } from '@jujube/core/disruption/disruption-settings.js';
import { fullPool } from '@jujube/core/host/full-pool.js';
import { listens } from '@jujube/core/formation/listens.js';
import { placementRulesOf, type ServiceOfName } from '@jujube/core/rules/placement-rules-of.js';
import type { DeploymentTraffic } from '@jujube/core/traffic/breach-of.js';
import type { ProofPhase } from '@jujube/core/traffic/proof.js';
import { NO_TRAFFIC, type Traffic } from '@jujube/core/traffic/traffic.js';
import { updatePolicyOf } from '@jujube/core/update/update-settings.js';
import type { ActiveDeployment, Wanted, WantedApp, WantedProcess, WantedSlot } from '@jujube/core/wanted/wanted.js';
import { generationOf } from './generation.js';

/** What users asked for, as the core wants it: the processes of each app's target release, in the numbers of its formation. */
export function wantedOf(rows: WantedRows): Wanted {
  const formations = new Map(rows.formations.map((row) => [keyOf(row), row]));
  const wishes = new Map(rows.wishes.map((row) => [`${keyOf(row)}.${row.slot}`, row]));
  const idsByName = new Map(rows.targets.map(({ name, appId }) => [name, appId]));
  return {
    apps: rows.targets.map((target) => appOf(target, { formations, wishes, idsByName, traffic: rows.traffic })),
  };
}

type Wishes = ReadonlyMap<string, SlotWishRow>;

interface Lookups {
  readonly formations: ReadonlyMap<string, FormationRow>;
  readonly wishes: Wishes;
  readonly idsByName: ReadonlyMap<string, string>;
  readonly traffic: readonly PhaseTraffic[];
}

function appOf(target: TargetRow, lookups: Lookups): WantedApp {
  const { appId, name, releaseId, releaseVersion, image } = target;
  const processesOf = (release: ReleaseOfTarget, processTypes: Record<string, string> | null): WantedProcess[] =>
    Object.keys(processTypes ?? {})
      .flatMap((processType) => lookups.formations.get(keyOf({ appId, processType })) ?? [])
      .map((formation) => processOf(release, formation, lookups));
  const { formerId, formerVersion, formerProcessTypes } = target;
  return {
    appId,
    name,
    processes: releaseId && image ? processesOf({ id: releaseId, version: releaseVersion }, target.processTypes) : [],
    former: formerId ? processesOf({ id: formerId, version: formerVersion }, formerProcessTypes) : [],
    deployment: deploymentOf(target, lookups.traffic),
  };
}

interface ReleaseOfTarget {
  id: string;
  version: number | null;
}

function deploymentOf(target: TargetRow, traffic: readonly PhaseTraffic[]): ActiveDeployment | null {
  const { deploymentId, releaseId, deadlineAt, isPaused, isPromoted, isRevert, canariesSince, promotesAt } = target;
  if (!deploymentId || !releaseId || !deadlineAt) return null;
  return {
    id: deploymentId,
    releaseId,
    deadlineAtMs: deadlineAt.getTime(),
    deadlineMs: target.deadlineSeconds * 1000,
    ...{ isPaused, isPromoted, isConfirmed: target.isConfirmed, isRevert },
    switchedAtMs: target.switchedAt?.getTime() ?? null,
    waiting: canariesSince ? { promotesAtMs: promotesAt?.getTime() ?? null } : null,
    traffic: trafficOf(deploymentId, traffic),
  };
}

function trafficOf(deploymentId: string, traffic: readonly PhaseTraffic[]): DeploymentTraffic | undefined {
  const of = (phase: ProofPhase): Traffic | undefined =>
    traffic.find((one) => one.deploymentId === deploymentId && one.phase === phase);
  const [ofNew, before] = [of('ofNew'), of('before')];
  return ofNew || before ? { ofNew: ofNew ?? NO_TRAFFIC, before: before ?? NO_TRAFFIC } : undefined;
}

function processOf(release: ReleaseOfTarget, formation: FormationRow, lookups: Lookups): WantedProcess {
  const { appId, processType, quantity, cpuMillis, memoryMib, rules, healthCheck, update, disruption, environment } =
    formation;
  const { wishes } = lookups;
  const placed = placementRulesOf(rules, serviceNamer(appId, lookups));
  return {
    processType,
    releaseId: release.id,
    releaseVersion: release.version ?? undefined,
    slots: Array.from({ length: quantity }, (_, index) => slotOf(release.id, { formation, slot: index + 1, wishes })),
    resources: { cpuMillis, memoryMib },
    needsPort: listens(processType, healthCheck),
    rules: { ...placed, pool: fullPool(environment, placed.pool) },
    update: updatePolicyOf(update),
    disruption: disruptionPolicyOf(disruption),
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
