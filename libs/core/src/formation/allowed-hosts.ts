import { attractionText, hasLabel } from '../rules/attraction.js';
import { fieldOf } from '../rules/host-field.js';
import { hostRulesText, hostRuleTest } from '../rules/host-rule-test.js';
import type { HostAffinity, HostRule } from '../rules/placement-rules.js';
import { type FormationWish, type KnownHost, refuseWish } from './formation-wish.js';

/** The hosts that the rules allow, were they empty and well. Throws `invalid_params` and names the rule when there is none. */
export function allowedHosts(wish: FormationWish, hosts: readonly KnownHost[]): readonly KnownHost[] {
  const { rules } = wish;
  const { hostRules = [], hostAffinity = [], tolerations = [] } = rules;
  let left: readonly KnownHost[] = hosts.filter(
    (host) => host.pool === rules.pool && hasLabels(host, rules.hostLabels),
  );
  if (left.length === 0) refuseWish(wish, `none of the ${hosts.length} hosts is ${describePlace(wish)}`);
  left = left.filter(({ labels }) => labels['requires'] === undefined || tolerations.includes(labels['requires']));
  if (left.length === 0) refuseWish(wish, `every host ${describePlace(wish)} requires a toleration (label requires)`);
  for (const rule of hostRules) left = narrow(wish, left, rule);
  for (const rule of hostAffinity.filter(({ isRequired }) => isRequired)) {
    const near = placesOf(rule, hosts);
    const kept = left.filter((host) => near.has(fieldOf(host, rule.field)) === rule.weight > 0);
    if (kept.length === 0) refuseWish(wish, `none of the ${left.length} hosts left is ${attractionText(rule)}`);
    left = kept;
  }
  return left;
}

function narrow(wish: FormationWish, hosts: readonly KnownHost[], rule: HostRule): readonly KnownHost[] {
  const isRight = hostRuleTest(rule);
  const kept = hosts.filter(isRight);
  if (kept.length > 0) return kept;
  const count = hosts.length === 1 ? 'the 1 host' : `the ${hosts.length} hosts`;
  return refuseWish(
    wish,
    `none of ${count} left satisfies ${hostRulesText([rule])} (${valuesText(hosts, rule.field)})`,
  );
}

/** 'zone is a on 2, b on 1' */
function valuesText(hosts: readonly KnownHost[], field: string): string {
  const counts = new Map<string, number>();
  for (const host of hosts) {
    const value = fieldOf(host, field) ?? 'missing';
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const shown = [...counts].slice(0, 5).map(([value, count]) => `${value} on ${count}`);
  return `${field} is ${shown.join(', ')}${counts.size > shown.length ? ', …' : ''}`;
}

/** The values of the rule's field where some host has the rule's label. */
function placesOf(rule: HostAffinity, hosts: readonly KnownHost[]): ReadonlySet<string | undefined> {
  const values = hosts.filter((host) => hasLabel(host, rule)).map((host) => fieldOf(host, rule.field));
  return new Set(values.filter((value) => value !== undefined));
}

function hasLabels(host: KnownHost, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(labels).every(([key, value]) => host.labels[key] === value);
}

function describePlace({ rules: { pool, hostLabels } }: FormationWish): string {
  const labels = Object.entries(hostLabels).map(([key, value]) => `${key}=${value}`);
  return [`in pool ${pool}`, ...(labels.length > 0 ? [`labelled ${labels.join(', ')}`] : [])].join(' and ');
}
