import { FILTERS } from '../placement/filters.js';
import { refusalOf } from '../placement/fits.js';
import { pickHost } from '../placement/pick-host.js';
import type { Placement } from '../placement/placement.js';
import { preference } from '../placement/preference.js';
import { scorer } from '../placement/score.js';
import type { Movable } from './movable-dynos.js';

export interface BetterPlace {
  readonly to: number;
  /** in points of the score; Infinity: its host is against its rules */
  readonly gain: number;
  readonly reason: string;
}

/** What is gained must be worth a restart: about a third of what packing can give. Siblings and preferences weigh more. */
const WORTH_A_MOVE = 60_000;
/** a host may have given out its last port to this very dyno */
const NO_FAULT = 'port';

/** Where the dyno would be clearly better off, asked in books without it; null when nowhere. The books stay as they are. */
export function betterPlace(placement: Placement, movable: Movable, seed: number): BetterPlace | null {
  const { demand, from } = movable;
  placement.leave(from, demand);
  try {
    const to = pickHost(placement, demand, seed);
    return to === null || to === from ? null : judged(placement, movable, to);
  } finally {
    placement.enterAgain(from, demand);
  }
}

function judged(placement: Placement, { demand, from }: Movable, to: number): BetterPlace | null {
  const [here, there] = [placement.hostAt(from).name, placement.hostAt(to).name];
  const refusing = refusalOf(placement, from, demand);
  const fault = FILTERS.find(({ name }) => name === refusing && name !== NO_FAULT);
  if (fault) return { to, gain: Infinity, reason: `${here} ${fault.explain(1, demand).replace(/^1 /, '')}` };
  const score = scorer(placement, demand);
  const gain = score(to) - score(from);
  return gain < WORTH_A_MOVE ? null : { to, gain, reason: gainText(placement, { demand, from, to }, { here, there }) };
}

type Way = Pick<Movable, 'demand' | 'from'> & { readonly to: number };

/** Names the strongest of what the score adds up. */
function gainText(
  placement: Placement,
  { demand, from, to }: Way,
  { here, there }: Record<'here' | 'there', string>,
): string {
  const siblings = placement.staying.of(demand.service);
  const [before, after] = [siblings?.get(from) ?? 0, siblings?.get(to) ?? 0];
  const { processType } = demand.buckets.process;
  if (before > after)
    return `${here} has ${before} more of ${processType}, ${there} has ${after === 0 ? 'none' : after}`;
  const prefers = preference(placement, demand);
  if (prefers(to) > prefers(from)) return `its preferences are for ${there} rather than ${here}`;
  return `packs tighter: ${reservedText(placement, to)} reserved on ${there}, ${reservedText(placement, from)} on ${here}`;
}

function reservedText({ freeCpuMillis, freeMemoryMib, allCpuMillis, allMemoryMib }: Placement, host: number): string {
  const percent = (free: number, all: number): number => (all <= 0 ? 100 : Math.round(100 - (free * 100) / all));
  const cpu = percent(freeCpuMillis[host]!, allCpuMillis[host]!);
  return `${cpu} % of the cpu and ${percent(freeMemoryMib[host]!, allMemoryMib[host]!)} % of the memory`;
}
