import type { PlacementRules } from './placement-rules.js';

/** The fields by whose values hard rules count dynos, each once. */
export function countedFields({ domainLimits = [], clusterFields = [], spread = [] }: PlacementRules): string[] {
  const hard = spread.filter((rule) => rule.isRequired);
  return [...new Set([...[...domainLimits, ...hard].map(({ field }) => field), ...clusterFields])];
}
