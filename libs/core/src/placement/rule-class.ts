import { countedFields } from '../rules/counted-fields.js';
import type { PlacementRules, SpreadRule } from '../rules/placement-rules.js';

/** What placement asks of a demand's rules again and again. Preferences are in neither name: they refuse nothing. */
export interface RuleClass {
  /** demands with the same one have the same candidates among hosts */
  readonly candidates: string;
  /** demands with the same one are refused by the same rules, if they are of one service and generation as well */
  readonly hard: string;
  /** has rules that count dynos over several hosts */
  readonly counts: boolean;
  /** and that is one spread rule: openCandidates() decides it */
  readonly countsBySpreadOnly: boolean;
  /** answers hold for one service and generation only */
  readonly isOfOneService: boolean;
  /** has rules that dynos placed later can satisfy, so that what was refused may fit after all */
  readonly mayOpenLater: boolean;
  /** spread rules that may refuse */
  readonly spread: readonly SpreadRule[];
  /** has soft rules, or a cluster rule, which begins with a preference */
  readonly prefers: boolean;
}

const known = new WeakMap<PlacementRules, RuleClass>();
/** of rules that say nothing but a pool, which most do: without and with one per host */
const plain = [new Map<string, RuleClass>(), new Map<string, RuleClass>()] as const;
let latest: { readonly rules: PlacementRules; readonly found: RuleClass } | undefined;

/** Worked out once per rules object, because it is asked for every placement; the objects never change. */
export function ruleClass(rules: PlacementRules): RuleClass {
  if (latest?.rules === rules) return latest.found;
  const found = isPlain(rules) ? plainClass(rules) : richClass(rules);
  latest = { rules, found };
  return found;
}

function isPlain(rules: PlacementRules): boolean {
  const { hostLabels, hostRules, domainLimits, clusterFields, spread, hostAffinity, serviceAffinity } = rules;
  for (const _label in hostLabels) return false;
  if (hostRules ?? domainLimits ?? clusterFields ?? spread ?? hostAffinity ?? serviceAffinity) return false;
  return (rules.tolerations ?? rules.hostPort ?? rules.ports ?? rules.gpus) === undefined;
}

function plainClass(rules: PlacementRules): RuleClass {
  const ofPools = plain[rules.isOnePerHost ? 1 : 0];
  let found = ofPools.get(rules.pool);
  if (!found) ofPools.set(rules.pool, (found = classify(rules)));
  return found;
}

function richClass(rules: PlacementRules): RuleClass {
  let found = known.get(rules);
  if (!found) known.set(rules, (found = classify(rules)));
  return found;
}

function classify(rules: PlacementRules): RuleClass {
  const { pool, isOnePerHost, domainLimits, clusterFields, tolerations = [], hostRules } = rules;
  const labels = Object.entries(rules.hostLabels).sort(([a], [b]) => (a < b ? -1 : 1));
  const soft = [rules.spread, rules.serviceAffinity, rules.hostAffinity].map((some = []) => some.filter(isSoft));
  const spread = rules.spread?.filter(isHard) ?? [];
  const neighbours = rules.serviceAffinity?.filter(isHard) ?? [];
  const places = rules.hostAffinity?.filter(isHard);
  const candidates = JSON.stringify([pool, labels, tolerations, hostRules, places, countedFields(rules)]);
  const own = [rules.hostPort, rules.ports, rules.gpus];
  const others = [domainLimits, clusterFields, neighbours].some((some = []) => some.length > 0);
  const counts = others || spread.length > 0;
  return {
    ...{ candidates, counts, spread },
    countsBySpreadOnly: spread.length === 1 && !others,
    hard: JSON.stringify([candidates, isOnePerHost, domainLimits, clusterFields, spread, neighbours, own]),
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
