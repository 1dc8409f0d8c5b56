import { changeFormation, wishOf, type FormationChange } from '../formation/change-formation.js';
import type { KnownHost } from '../formation/formation-wish.js';
import { refuseImpossible } from '../formation/refuse-impossible.js';
import type { AppSettings, ProcessSettings } from './app-settings.js';
import type { Manifest, ManifestProcess } from './manifest.js';
import { at, refuseAt } from './place.js';
import { renderProcess } from './render-manifest.js';

export interface ManifestGround {
  /** with every process type that the app will have, by the release that serves or the one to come */
  readonly before: AppSettings;
  readonly hosts: readonly KnownHost[];
  /** process types of which the manifest's quantity does not count: people scale them since they are there */
  readonly isScaledByHand?: (processType: string) => boolean;
}

/**
 * How an app is once a manifest holds; a process type that it does not change is the same object. Throws `invalid_params` that
 * begins with the file and the line of what contradicts itself or can never run.
 */
export function planManifest({ before, hosts, isScaledByHand }: ManifestGround, manifest: Manifest): AppSettings {
  const wishes = new Map(manifest.processes.map((wish) => [wish.processType, wish]));
  for (const wish of manifest.processes) refuseUnknown(wish, before);
  return {
    ...before,
    deadlineSeconds: manifest.deadlineSeconds ?? before.deadlineSeconds,
    processes: before.processes.map((process) => {
      const wish = wishes.get(process.processType);
      if (!wish) return process;
      const isFixed = isScaledByHand?.(process.processType) ?? false;
      const changed = changeProcess(process, isFixed ? { ...wish, quantity: undefined } : wish, before.name);
      if (isSame(renderProcess(process), renderProcess(changed))) return process;
      at(wish.place, () => refuseImpossible(wishOf(changed), hosts));
      return changed;
    }),
  };
}

function changeProcess(process: ProcessSettings, wish: ManifestProcess, appName: string): ProcessSettings {
  const { processType, quantity, cpuMillis, memoryMib, healthCheck, disruption, place } = wish;
  const rules = wish.rules && { ...process.rules, ...wish.rules };
  const change: FormationChange = { processType, quantity, cpuMillis, memoryMib, rules, healthCheck, disruption };
  const changed = at(place, () => changeFormation(process, change, appName));
  const update = isUpdateSame(process, wish) ? undefined : wish.update;
  const updated = at(wish.updatePlace ?? place, () => changeFormation(changed, { processType, update }, appName));
  return { ...updated, command: wish.command ?? process.command };
}

/** What is so already is not judged again: more canaries than dynos are all right once the dynos were scaled down. */
function isUpdateSame({ update: current }: ProcessSettings, { update: wish }: ManifestProcess): boolean {
  return wish !== undefined && wish !== null && isSame({ ...current, ...wish }, current);
}

/** As JSON: a member that is undefined is one that is absent. */
function isSame(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function refuseUnknown({ processType, place }: ManifestProcess, { processes }: AppSettings): void {
  const known = processes.map((process) => process.processType);
  if (known.includes(processType)) return;
  const has = known.length === 0 ? 'The app has none before its first build.' : `The app has ${known.join(', ')}.`;
  refuseAt(place, `there is no process type ${processType}. ${has} Give it a command to add it.`);
}
