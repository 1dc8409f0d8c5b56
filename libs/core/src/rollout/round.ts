import type { Cluster } from '../cluster/cluster.js';
import type { Dyno } from '../cluster/dyno.js';
import type { Wanted, WantedApp } from '../wanted/wanted.js';
import { byPlace, compare, hasEnded } from './dyno-order.js';
import { groupBy } from './group-by.js';
import type { AppBuckets } from './judge-deployment.js';
import { lostDynos } from './lost-dynos.js';
import type { ProcessBuckets } from './process-buckets.js';
import { sortIntoBuckets } from './process-buckets.js';
import type { Share } from './shares.js';
import { scoresIn } from './scores-of.js';
import { sharesOf } from './shares.js';

export interface AppRound extends AppBuckets {
  readonly app: WantedApp;
}

/** One look at the cluster, sorted: every dyno is lost, or belongs to an app, or to nobody. */
export interface Round {
  readonly nowMs: number;
  readonly apps: readonly AppRound[];
  /** dynos of apps that are not wanted at all */
  readonly orphans: readonly Dyno[];
  readonly lost: readonly Dyno[];
  /** replaced, but perhaps kept when their host comes back */
  readonly away: readonly Dyno[];
  /** what an operator should know of losses that are held back */
  readonly notes: readonly string[];
  /** when the next dyno is given up unless its host is back */
  readonly nextLossAtMs: number | null;
}

export function openRound(wanted: Wanted, cluster: Cluster): Round {
  const { lost, away, notes, nextAtMs: nextLossAtMs } = lostDynos(wanted, cluster);
  const dynos = groupBy([...cluster.dynos].sort(byPlace), (dyno) => dyno.appId);
  const goneSet = new Set([...lost, ...away]);
  const sort = appSorter(cluster, goneSet);
  const apps = [...wanted.apps].sort((a, b) => compare(a.appId, b.appId));
  const appRounds = apps.map((app) => sort(app, dynos.get(app.appId) ?? []));
  for (const app of apps) dynos.delete(app.appId);
  const orphans = [...dynos.values()].flat().filter((dyno) => !hasEnded(dyno) && !goneSet.has(dyno));
  const { nowMs } = cluster;
  return { nowMs, apps: appRounds, orphans, lost: [...lost].sort(byPlace), away, notes, nextLossAtMs };
}

type AppSorter = (app: WantedApp, dynos: readonly Dyno[]) => AppRound;

function appSorter(cluster: Cluster, gone: ReadonlySet<Dyno>): AppSorter {
  const scoresOf = scoresIn(cluster);
  const drainingHostIds = new Set(cluster.hosts.filter((host) => host.draining).map((host) => host.id));
  return (app, dynos) => {
    const byType = groupBy(dynos, (dyno) => dyno.processType);
    const shares = [...sharesOf(app, byType)].sort(byTypeAndRelease);
    for (const { process } of shares) byType.delete(process.processType);
    const buckets = shares.map(({ process, dynos: all }): ProcessBuckets => {
      const own = groupBy(all, (dyno) => hasEnded(dyno) || gone.has(dyno));
      return sortIntoBuckets(
        { app, process },
        { live: own.get(false) ?? [], ended: own.get(true) ?? [] },
        { drainingHostIds, scoresOf: scoresOf(process) },
      );
    });
    const unwanted = [...byType.values()].flat().filter((dyno) => !hasEnded(dyno) && !gone.has(dyno));
    return { app, processes: buckets, unwanted };
  };
}

function byTypeAndRelease({ process: a }: Share, { process: b }: Share): number {
  return compare(a.processType, b.processType) || compare(a.releaseId, b.releaseId);
}

/** Everything that is about to go: it still holds its reservation, but nothing needs to keep away from it. */
export function departing(round: Round): ReadonlySet<Dyno> {
  const all = new Set([...round.orphans, ...round.lost, ...round.away]);
  for (const { processes, unwanted } of round.apps) {
    for (const dyno of unwanted) all.add(dyno);
    for (const buckets of processes) {
      for (const dyno of buckets.migrating) all.add(dyno);
      for (const dyno of buckets.outdated) all.add(dyno);
      for (const dyno of buckets.surplus) all.add(dyno);
      for (const dyno of buckets.leaving) all.add(dyno);
    }
  }
  return all;
}
