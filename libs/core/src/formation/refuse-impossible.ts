import { capacityBounds } from '../rollout/rolling-update.js';
import { allowedHosts } from './allowed-hosts.js';
import { type FormationWish, type KnownHost, refuseWish, sizeText } from './formation-wish.js';
import { mostDynos } from './most-dynos.js';

/**
 * Refuses what could not run or could never be updated even if every host were empty, with the arithmetic. What is only full now
 * may become free and is left to the scheduler; while no host is registered nothing is known. Throws `invalid_params`.
 */
export function refuseImpossible(wish: FormationWish, hosts: readonly KnownHost[]): void {
  if (wish.quantity === 0 || hosts.length === 0) return;
  const allowed = allowedHosts(wish, hosts);
  const equipped = withGpus(wish, allowed);
  const fitting = equipped.filter((host) => roomOn(host, wish) > 0);
  if (fitting.length === 0) refuseWish(wish, `it wants ${sizeText(wish)} per dyno, ${describeBiggest(equipped)}`);
  refuseWithoutRoomBeside(wish, fitting);
  const bound = mostDynos(wish, fitting);
  if (bound === null) return;
  if (bound.most < wish.quantity) refuseWish(wish, `${dynos(wish.quantity)} are wanted, and ${bound.why}`);
  refuseWithoutUpdate(wish, fitting);
}

function withGpus(wish: FormationWish, hosts: readonly KnownHost[]): readonly KnownHost[] {
  const { gpus: wanted } = wish.rules;
  if (wanted === undefined) return hosts;
  const equipped = hosts.filter((host) => gpusOf(host) >= wanted);
  if (equipped.length > 0) return equipped;
  const best = hosts.reduce((a, b) => (gpusOf(b) > gpusOf(a) ? b : a));
  const most = gpusOf(best) === 0 ? 'no host has any' : `the host with most of them, ${best.name}, has ${gpusOf(best)}`;
  return refuseWish(wish, `it wants ${wanted} ${wanted === 1 ? 'gpu' : 'gpus'} per dyno, and ${most}`);
}

/** Dynos of two releases may share a host; but each dyno needs room, and the one more that an update starts as well. */
function refuseWithoutUpdate(wish: FormationWish, hosts: readonly KnownHost[]): void {
  const { minReady } = capacityBounds(wish.quantity, wish.update);
  const room = hosts.reduce((sum, host) => sum + roomOn(host, wish), 0);
  if (room > minReady) return;
  const each = `at ${sizeText(wish)} per dyno the ${hosts.length} hosts have room for ${room}`;
  const update = `a rolling update keeps ${minReady} of ${dynos(wish.quantity)} ready and starts 1 more`;
  refuseWish(wish, `${update}, which makes ${minReady + 1}, and ${each}`);
}

/** A canary, and the whole of blue/green, runs beside all old dynos. Where not even those fit, nothing is said of it here. */
function refuseWithoutRoomBeside(wish: FormationWish, hosts: readonly KnownHost[]): void {
  const { quantity, update } = wish;
  const beside = Math.min(quantity, update.canaries);
  const room = hosts.reduce((sum, host) => sum + roomOn(host, wish), 0);
  if (beside === 0 || room < quantity || room >= quantity + beside) return;
  const what = update.isHiddenUntilPromoted
    ? 'blue/green runs all new dynos'
    : `canary ${beside} runs ${dynos(beside)}`;
  const makes = `${what} beside the ${quantity} old, which makes ${quantity + beside}`;
  refuseWish(wish, `${makes}, and at ${sizeText(wish)} per dyno the ${hosts.length} hosts have room for ${room}`);
}

/** How many dynos of this size an empty host can hold. */
function roomOn(host: KnownHost, { cpuMillis, memoryMib }: FormationWish): number {
  return Math.min(Math.floor(host.cpuMillis / cpuMillis), Math.floor(host.memoryMib / memoryMib));
}

function gpusOf({ gpus = [] }: KnownHost): number {
  return gpus.length;
}

function describeBiggest(hosts: readonly KnownHost[]): string {
  const biggest = hosts.reduce((best, host) => (host.memoryMib > best.memoryMib ? host : best));
  return `and the biggest host for it, ${biggest.name}, has ${sizeText(biggest)}`;
}

function dynos(count: number): string {
  return count === 1 ? '1 dyno' : `${count} dynos`;
}
