import type { Demand } from './demand.js';
import { generationKey, type Placement } from './placement.js';
import { preference } from './preference.js';
import { ruleClass } from './rule-class.js';

/** 10^(x/1000) in ten-thousandths, so that scores are integers and the same on every machine. */
const TENTH_POWERS = Int32Array.from({ length: 1001 }, (_, permille) => Math.round(10 ** (permille / 1000) * 10_000));

const FIT_MAX = 180_000;
/** Weighs more than all else together: the dynos of one service stand apart wherever they can. */
const COLLISION = 1_000_000;
/** From so many crashes of one generation on a host (Nomad's and swarmkit's rule), it is worse than one that has a sibling already. */
const MANY_CRASHES = 5;
const CRASHED_HERE = COLLISION + FIT_MAX + 100_000;
/** Half the weight of fit, per thousandth by which free cpu and free memory drift apart. */
const STRANDING = 90;

type Score = (host: number) => number;

/**
 * How well each host suits a demand, higher is better. A sum of weighed terms that are always all present: best fit (BestFit v3,
 * the formula Nomad uses), no collision with the same service, no host left with memory but no cpu or the reverse, none on
 * which the same generation crashed again and again, and what the demand's soft rules prefer.
 */
export function scorer(placement: Placement, demand: Demand): Score {
  const plain = plainScorer(placement, demand);
  const points = placement.crashed.isEmpty ? plain : withCrashes(placement, demand, plain);
  if (!ruleClass(demand.rules).prefers) return points;
  const preferred = preference(placement, demand);
  return (host) => points(host) + preferred(host);
}

function withCrashes(placement: Placement, demand: Demand, points: Score): Score {
  const crashes = placement.crashed.of(generationKey(demand));
  if (!crashes) return points;
  return (host) => points(host) - ((crashes.get(host) ?? 0) < MANY_CRASHES ? 0 : CRASHED_HERE);
}

function plainScorer(placement: Placement, demand: Demand): Score {
  const { freeCpuMillis, freeMemoryMib, allCpuMillis, allMemoryMib } = placement;
  const { cpuMillis, memoryMib } = demand.resources;
  const siblings = placement.staying.of(demand.service);
  return (host) => {
    const cpu = permille(freeCpuMillis[host]! - cpuMillis, allCpuMillis[host]!);
    const memory = permille(freeMemoryMib[host]! - memoryMib, allMemoryMib[host]!);
    const fit = Math.min(FIT_MAX, 200_000 - TENTH_POWERS[cpu]! - TENTH_POWERS[memory]!);
    const collisions = siblings?.get(host) ?? 0;
    return fit - STRANDING * Math.abs(cpu - memory) - COLLISION * collisions;
  };
}

function permille(free: number, all: number): number {
  return all <= 0 ? 0 : Math.max(0, Math.floor((free * 1000) / all));
}
