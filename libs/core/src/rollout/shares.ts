import type { Dyno } from '../cluster/dyno.js';
import type { WantedApp, WantedProcess, WantedSlot } from '../wanted/wanted.js';
import { canarySlots, isCanaryStage, isHeld, keepsPrevious } from './deployment-stage.js';
import { hasEnded } from './dyno-order.js';
import { groupBy } from './group-by.js';

/** What one release runs of one process type, and which dynos count towards it. */
export interface Share {
  readonly process: WantedProcess;
  readonly dynos: readonly Dyno[];
}

/**
 * A deployment that goes on wants the slots of its own release only. One that is held wants what is there: the former release
 * and the new one each have a share, and each share is looked after (crashes, drained hosts, scaling) like any other.
 */
export function sharesOf(app: WantedApp, byType: ReadonlyMap<string, readonly Dyno[]>): readonly Share[] {
  const dynosOf = (processType: string): readonly Dyno[] => byType.get(processType) ?? [];
  if (!isHeld(app)) return app.processes.map((process) => ({ process, dynos: dynosOf(process.processType) }));
  const former = new Map(app.former.map((process) => [process.processType, process]));
  const next = new Map(app.processes.map((process) => [process.processType, process]));
  const types = [...new Set([...former.keys(), ...next.keys()])];
  return types.flatMap((type) => {
    const own = groupByRelease(dynosOf(type), app.deployment!.releaseId);
    const pair = { app, former: former.get(type), next: next.get(type) };
    if (isCanaryStage(app)) return whileCanariesAreOut(pair, own);
    return app.deployment!.isPaused ? whilePaused(pair, own) : whilePreviousIsKept(pair, own);
  });
}

interface Pair {
  readonly app: WantedApp;
  readonly former: WantedProcess | undefined;
  readonly next: WantedProcess | undefined;
}

interface ByRelease {
  readonly older: readonly Dyno[];
  readonly newer: readonly Dyno[];
}

function groupByRelease(dynos: readonly Dyno[], releaseId: string): ByRelease {
  const isNewer = (dyno: Dyno): boolean => dyno.releaseId === releaseId;
  return { older: dynos.filter((dyno) => !isNewer(dyno)), newer: dynos.filter(isNewer) };
}

/** Everything of the former release, and beside it the canaries; paused, only those that are there. */
function whileCanariesAreOut({ app, former, next }: Pair, { older, newer }: ByRelease): Share[] {
  const there = liveSlots(newer);
  const slots = next ? canarySlots(next).filter(({ slot }) => !app.deployment!.isPaused || there.has(slot)) : [];
  const canaries = next && { ...next, update: { ...next.update, isHidden: next.update.isHiddenUntilPromoted } };
  const rest = share(former, former?.slots ?? [], older);
  return [...rest, ...share(canaries, slots, former ? newer : [...older, ...newer])];
}

/** Both in full, the former one unseen since the switch; process types that keep nothing go on as in any update. */
function whilePreviousIsKept({ app, former, next }: Pair, { older, newer }: ByRelease): Share[] {
  if (!next) return [];
  if (!former || !keepsPrevious(app, next)) return share(next, next.slots, [...older, ...newer]);
  const hidden = { ...former, update: { ...former.update, isHidden: app.deployment!.switchedAtMs !== null } };
  return [...share(hidden, former.slots, older), ...share(next, next.slots, newer)];
}

/** Each slot goes on with the release that is in it, or was when it crashed; what was never started stays so. */
function whilePaused({ former, next }: Pair, { older, newer }: ByRelease): Share[] {
  const [olderThere, newerThere] = [liveSlots(older), liveSlots(newer)];
  const wasNewer = (slot: number): boolean => {
    const [last] = [...older, ...newer].filter((dyno) => dyno.slot === slot).sort(newestFirst);
    return last !== undefined && newer.includes(last);
  };
  const isNewer = (slot: number): boolean => newerThere.has(slot) || (!olderThere.has(slot) && wasNewer(slot));
  const slots = (next?.slots ?? []).filter(({ slot }) => isNewer(slot));
  const rest = (former?.slots ?? []).filter(({ slot }) => olderThere.has(slot) || !isNewer(slot));
  const kept = former ? share(former, rest, older) : ofNoGoodRelease(next, older);
  return [...kept, ...share(next, slots, newer)];
}

function share(process: WantedProcess | undefined, slots: readonly WantedSlot[], dynos: readonly Dyno[]): Share[] {
  return process ? [{ process: { ...process, slots }, dynos }] : [];
}

/** Dynos of releases of which none ever succeeded: each goes on with its own. */
function ofNoGoodRelease(next: WantedProcess | undefined, dynos: readonly Dyno[]): Share[] {
  if (!next) return [];
  return [...groupBy(dynos, ({ releaseId }) => releaseId)].flatMap(([releaseId, own]) =>
    share({ ...next, releaseId }, asTheyAre(own), own),
  );
}

function liveSlots(dynos: readonly Dyno[]): ReadonlySet<number> {
  return new Set(asTheyAre(dynos).map(({ slot }) => slot));
}

/** Dynos that stay although no release that is known wants them. */
function asTheyAre(dynos: readonly Dyno[]): WantedSlot[] {
  const stays = (dyno: Dyno): boolean => !hasEnded(dyno) && dyno.state !== 'draining' && dyno.state !== 'stopping';
  return dynos.filter(stays).map(({ slot, generation }) => ({ slot, generation, isStopped: false }));
}

function newestFirst(a: Dyno, b: Dyno): number {
  return b.incarnation - a.incarnation;
}
