import { UserError } from '../errors/user-error.js';
import { valueTest } from './host-rule-test.js';
import type { AffinityWish, ConstraintTuple, RulesWish } from './rules-wish.js';

/** Refuses rules of which no host, whatever it is like, could satisfy both. Throws `invalid_params`. */
export function refuseContradictions({ hostLabels = {}, constraints = [], affinity = [] }: RulesWish): void {
  const labels = Object.entries(hostLabels).map(([key, value]): ConstraintTuple => [key, 'IS', value]);
  const rules = [...labels, ...constraints];
  for (const [at, rule] of rules.entries()) {
    for (const other of rules.slice(at + 1)) refuseBoth(rule, other);
  }
  for (const [at, one] of affinity.entries()) {
    const opposite = affinity.slice(at + 1).find((other) => areOpposed(one, other));
    if (opposite) refuse(`${one.target} ${one.selector} is both required and forbidden as a neighbour`);
  }
}

function refuseBoth(one: ConstraintTuple, other: ConstraintTuple): void {
  if (one[0] !== other[0]) return;
  const pair = `${one.join(' ')} and ${other.join(' ')} contradict each other`;
  if (isRuledOut(one, other) || isRuledOut(other, one)) refuse(`${pair}: no value of ${one[0]} satisfies both`);
  if (!isSingle(one) && !isSingle(other)) return;
  const many = [one, other].find(wantsMany);
  if (many) refuse(`${pair}: the first keeps all dynos in one ${one[0]}, the other wants more than one`);
}

/** `field IS v` (or CLUSTER v) where the other rule wants something else than v. */
function isRuledOut([, operator, value]: ConstraintTuple, [, otherOperator, other]: ConstraintTuple): boolean {
  if (value === undefined || other === undefined || (operator !== 'IS' && operator !== 'CLUSTER')) return false;
  if (otherOperator === 'IS' || otherOperator === 'CLUSTER') return value !== other;
  if (otherOperator !== 'LIKE' && otherOperator !== 'UNLIKE') return false;
  return !valueTest(otherOperator, other)(value);
}

function isSingle([, operator]: ConstraintTuple): boolean {
  return operator === 'CLUSTER' || operator === 'IS';
}

function wantsMany([, operator, value]: ConstraintTuple): boolean {
  return operator === 'GROUP_BY' && value !== undefined && Number(value) > 1;
}

function areOpposed(one: AffinityWish, other: AffinityWish): boolean {
  const place = ({ target, selector, topologyKey = 'hostname' }: AffinityWish) =>
    `${target} ${selector} ${topologyKey}`;
  const direction = ({ weight = 100 }: AffinityWish) => Math.sign(weight);
  const areHard = one.isRequired === true && other.isRequired === true;
  return areHard && place(one) === place(other) && direction(one) !== direction(other);
}

function refuse(why: string): never {
  throw new UserError('invalid_params', `These rules can never hold together: ${why}.`);
}
