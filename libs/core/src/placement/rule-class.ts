import type { PlacementRules } from '../rules/placement-rules.js';

/** Names of classes of demands. Preferences are in none of them: they refuse nothing. */
export interface RuleClass {
  /** demands with the same one have the same candidates among hosts */
  readonly candidates: string;
  /** demands with the same one are refused by the same rules, if they are of one service and generation as well */
  readonly hard: string;
  /** has rules that count dynos: answers hold for one service and generation only */
  readonly countsDynos: boolean;
  /** has rules that dynos placed later can satisfy, so that what was refused may fit after all */
  readonly mayOpenLater: boolean;
}

const known = new WeakMap<PlacementRules, RuleClass>();

/** Worked out once per rules object, because it is asked for every placement; the objects never change. */
export function ruleClass(rules: PlacementRules): RuleClass {
  let found = known.get(rules);
  if (!found) known.set(rules, (found = classify(rules)));
  return found;
}

function classify(rules: PlacementRules): RuleClass {
  const { pool, isOnePerHost, domainLimits, clusterFields, tolerations = [], hostRules } = rules;
  const labels = Object.entries(rules.hostLabels).sort(([a], [b]) => (a < b ? -1 : 1));
  const spread = rules.spread?.filter((rule) => rule.isRequired) ?? [];
  const neighbours = rules.serviceAffinity?.filter((rule) => rule.isRequired) ?? [];
  const places = rules.hostAffinity?.filter((rule) => rule.isRequired) ?? [];
  const candidates = JSON.stringify([pool, labels, tolerations, hostRules, places]);
  const counting = [domainLimits, clusterFields, spread, neighbours];
  return {
    candidates,
    hard: JSON.stringify([candidates, isOnePerHost, ...counting]),
    countsDynos: isOnePerHost || counting.some((some) => some !== undefined && some.length > 0),
    mayOpenLater: spread.length > 0 || neighbours.length > 0,
  };
}
