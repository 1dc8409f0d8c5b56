import type { PlacementRules } from '../rules/placement-rules.js';

/** What placement asks of a demand's rules again and again. Preferences are in neither name: they refuse nothing. */
export interface RuleClass {
  /** demands with the same one have the same candidates among hosts */
  readonly candidates: string;
  /** demands with the same one are refused by the same rules, if they are of one service and generation as well */
  readonly hard: string;
  /** has rules that count dynos over several hosts */
  readonly counts: boolean;
  /** answers hold for one service and generation only */
  readonly isOfOneService: boolean;
  /** has rules that dynos placed later can satisfy, so that what was refused may fit after all */
  readonly mayOpenLater: boolean;
  /** has soft rules, or a cluster rule, which begins with a preference */
  readonly prefers: boolean;
}

const known = new WeakMap<PlacementRules, RuleClass>();
let latest: { readonly rules: PlacementRules; readonly found: RuleClass } | undefined;

/** Worked out once per rules object, because it is asked for every placement; the objects never change. */
export function ruleClass(rules: PlacementRules): RuleClass {
  if (latest?.rules === rules) return latest.found;
  let found = known.get(rules);
  if (!found) known.set(rules, (found = classify(rules)));
  latest = { rules, found };
  return found;
}

function classify(rules: PlacementRules): RuleClass {
  const { pool, isOnePerHost, domainLimits, clusterFields, tolerations = [], hostRules } = rules;
  const labels = Object.entries(rules.hostLabels).sort(([a], [b]) => (a < b ? -1 : 1));
  const soft = [rules.spread, rules.serviceAffinity, rules.hostAffinity].map((some = []) => some.filter(isSoft));
  const spread = rules.spread?.filter(isHard) ?? [];
  const neighbours = rules.serviceAffinity?.filter(isHard) ?? [];
  const candidates = JSON.stringify([pool, labels, tolerations, hostRules, rules.hostAffinity?.filter(isHard)]);
  const counts = [domainLimits, clusterFields, spread, neighbours].some((some = []) => some.length > 0);
  return {
    ...{ candidates, counts },
    hard: JSON.stringify([candidates, isOnePerHost, domainLimits, clusterFields, spread, neighbours]),
    isOfOneService: isOnePerHost || counts,
    mayOpenLater: spread.length > 0 || neighbours.length > 0,
    prefers: clusterFields !== undefined || soft.some((some) => some.length > 0),
  };
}

function isHard({ isRequired }: { readonly isRequired: boolean }): boolean {
  return isRequired;
}

function isSoft({ isRequired }: { readonly isRequired: boolean }): boolean {
  return !isRequired;
}
