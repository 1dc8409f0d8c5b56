import type { Dyno } from '../cluster/dyno.js';
import type { WantedApp, WantedProcess, WantedSlot } from '../wanted/wanted.js';
import { chooseOne, type Choice, type ScoresOf } from './doubles.js';
import { groupBy } from './group-by.js';

/** Every dyno of one process type, each in exactly one bucket. */
export interface ProcessBuckets {
  readonly app: WantedApp;
  readonly process: WantedProcess;
  /** by slot: the one dyno of the wanted generation that stays */
  readonly kept: ReadonlyMap<number, Dyno>;
  /** wanted generation, but its host is being drained */
  readonly migrating: readonly Dyno[];
  /** slot wanted, generation not */
  readonly outdated: readonly Dyno[];
  /** slot not wanted (scaled down, held by `ps:stop`), or the slot has a better one */
  readonly surplus: readonly Dyno[];
  /** draining or stopping */
  readonly leaving: readonly Dyno[];
  readonly ended: readonly Dyno[];
  /** slots that should run and have no kept dyno */
  readonly missing: readonly WantedSlot[];
}

export interface ProcessDynos {
  readonly live: readonly Dyno[];
  readonly ended: readonly Dyno[];
}

export interface Look {
  readonly drainingHostIds: ReadonlySet<string>;
  readonly scoresOf: ScoresOf;
}

/** Sorts the dynos of one process type, given in place order. Sets, never counters: nothing is counted twice or forgotten. */
export function sortIntoBuckets(
  wanted: Pick<ProcessBuckets, 'app' | 'process'>,
  dynos: ProcessDynos,
  { drainingHostIds, scoresOf }: Look,
): ProcessBuckets {
  const slots = wanted.process.slots.filter((slot) => !slot.isStopped);
  const wantedBySlot = new Map(slots.map((slot) => [slot.slot, slot]));
  const of = groupBy(dynos.live, (dyno) => bucketOf(dyno, wantedBySlot.get(dyno.slot), drainingHostIds));
  const { reconcile = 'keep_replacement' } = wanted.process.disruption ?? {};
  const { kept, doubles } = onePerSlot(of.get('current') ?? [], (all) => chooseOne(all, reconcile, scoresOf));
  return {
    ...wanted,
    kept,
    migrating: of.get('migrating') ?? [],
    outdated: of.get('outdated') ?? [],
    surplus: [...(of.get('surplus') ?? []), ...doubles],
    leaving: of.get('leaving') ?? [],
    ended: dynos.ended,
    missing: slots.filter((slot) => !kept.has(slot.slot)),
  };
}

type Bucket = 'current' | 'migrating' | 'outdated' | 'surplus' | 'leaving';

function bucketOf(dyno: Dyno, wanted: WantedSlot | undefined, drainingHostIds: ReadonlySet<string>): Bucket {
  if (dyno.state === 'draining' || dyno.state === 'stopping') return 'leaving';
  if (!wanted) return 'surplus';
  if (dyno.generation !== wanted.generation) return 'outdated';
  return drainingHostIds.has(dyno.hostId) ? 'migrating' : 'current';
}

/** Nearly every slot has one dyno, and there are many. */
function onePerSlot(current: readonly Dyno[], choose: (dynos: readonly Dyno[]) => Choice) {
  const kept = new Map<number, Dyno>();
  const shared = new Map<number, Dyno[]>();
  for (const dyno of current) {
    const other = kept.get(dyno.slot);
    if (other === undefined) kept.set(dyno.slot, dyno);
    else shared.set(dyno.slot, [...(shared.get(dyno.slot) ?? [other]), dyno]);
  }
  const choices = [...shared].map(([slot, dynos]) => ({ slot, ...choose(dynos) }));
  for (const { slot, kept: one } of choices) kept.set(slot, one);
  return { kept, doubles: choices.flatMap(({ doubles }) => doubles) };
}
