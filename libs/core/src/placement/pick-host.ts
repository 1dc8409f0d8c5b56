import { candidateHosts } from './candidate-hosts.js';
import { countingTest, plainTests } from './changing-tests.js';
import type { Demand } from './demand.js';
import { cycleStride } from './host-cycle.js';
import { openCandidates } from './open-candidates.js';
import type { Placement } from './placement.js';
import type { HostTest } from './placement-filter.js';
import { openClusters } from './preference.js';
import { ruleClass } from './rule-class.js';
import { scorer } from './score.js';

/** The best of at most k hosts that fit, met in a seeded order; null when none fits. Ties go to the lower host id. */
export function pickHost(placement: Placement, demand: Demand, seed: number): number | null {
  const open = openCandidates(demand, placement);
  const candidates = open ?? candidateHosts(demand, placement);
  const count = candidates.length;
  if (count === 0) return null;
  const tests = plainTests(placement, demand);
  const isDecided = open !== null && ruleClass(demand.rules).countsBySpreadOnly;
  const counting = isDecided ? null : countingTest(placement, demand);
  const score = scorer(placement, demand);
  const stride = cycleStride(seed, count);
  let best = -1;
  let bestScore = -Infinity;
  let left = rankedHosts(placement, demand, count);
  for (let seen = 0, at = seed % count; seen < count && left > 0; seen++) {
    const host = candidates[at]!;
    at = (at + stride) % count;
    if ((counting !== null && !counting(host)) || !passes(tests, host)) continue;
    left -= 1;
    const points = score(host);
    if (points < bestScore || (points === bestScore && host > best)) continue;
    best = host;
    bestScore = points;
  }
  return best === -1 ? null : best;
}

/** k: enough for a good choice, more for preferences (100, as Nomad), and all of them in a small cluster or to settle a cluster rule. */
function rankedHosts(placement: Placement, demand: Demand, count: number): number {
  if (ruleClass(demand.rules).prefers) return openClusters(placement, demand).length > 0 ? count : 100;
  return Math.max(14, Math.ceil(Math.log2(count)));
}

function passes(tests: readonly HostTest[], host: number): boolean {
  for (let at = 0; at < tests.length; at++) if (!tests[at]!(host)) return false;
  return true;
}
