import { fieldOf, type FieldHost } from './host-field.js';
import type { HostRule } from './placement-rules.js';
import { wholeMatcher } from './whole-match.js';

/** Whether a host is as a rule wants it. Without the field every rule refuses, only UNLIKE accepts (as Marathon does). */
export function hostRuleTest({ field, operator, value }: HostRule): (host: FieldHost) => boolean {
  const isRight = valueTest(operator, value);
  return (host) => {
    const own = fieldOf(host, field);
    return own === undefined ? operator === 'UNLIKE' : isRight(own);
  };
}

/** The same for a value of the field. */
export function valueTest(operator: HostRule['operator'], value: string): (own: string) => boolean {
  if (operator === 'IS') return (own) => own === value;
  const matches = wholeMatcher(value);
  return operator === 'LIKE' ? matches : (own) => !matches(own);
}

/** 'zone IS b and disk LIKE ssd.*' */
export function hostRulesText(rules: readonly HostRule[]): string {
  return rules.map(({ field, operator, value }) => `${field} ${operator} ${value}`).join(' and ');
}
