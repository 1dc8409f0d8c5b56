import { UserError } from '../errors/user-error.js';
import { parseField } from './host-field.js';
import type { ConstraintOperator, ConstraintTuple } from './rules-wish.js';
import { parsePattern } from './whole-match.js';

const MAX_VALUE = 200;
const MAX_NUMBER = 10_000;

type ValueParser = (value: string | undefined, rule: string) => string | undefined;

/** What each of Marathon's operators takes as value. */
const VALUE_PARSERS: Readonly<Record<ConstraintOperator, ValueParser>> = {
  UNIQUE: (value, rule) => (value === undefined ? undefined : refuse(rule, 'takes no value')),
  CLUSTER: (value, rule) => (value === undefined ? undefined : parseText(value, rule)),
  IS: (value, rule) => parseText(value, rule),
  LIKE: (value, rule) => parsePattern(parseText(value, rule)),
  UNLIKE: (value, rule) => parsePattern(parseText(value, rule)),
  MAX_PER: (value, rule) => parseNumber(value, rule),
  GROUP_BY: (value, rule) => (value === undefined ? undefined : parseNumber(value, rule)),
};

/** `['zone', 'GROUP_BY', '3']` with the sign of `@zone` gone and the operator in capitals. Throws `invalid_params`. */
export function parseConstraint(parts: readonly (string | undefined)[]): ConstraintTuple {
  const rule = parts.join(':').slice(0, 80);
  if (parts.length < 2 || parts.length > 3) refuse(rule, 'is not of the form field:OPERATOR or field:OPERATOR:value');
  const field = parseField(parts[0] ?? '');
  const operator = (parts[1] ?? '').toUpperCase();
  if (!isOperator(operator)) return refuse(rule, `knows no operator but ${Object.keys(VALUE_PARSERS).join(', ')}`);
  const value = VALUE_PARSERS[operator](parts[2], rule);
  return value === undefined ? [field, operator] : [field, operator, value];
}

function isOperator(text: string): text is ConstraintOperator {
  return Object.hasOwn(VALUE_PARSERS, text);
}

function parseText(value: string | undefined, rule: string): string {
  if (value === undefined || value === '') return refuse(rule, 'wants a value');
  return value.length <= MAX_VALUE ? value : refuse(rule, `has a value of more than ${MAX_VALUE} characters`);
}

function parseNumber(value: string | undefined, rule: string): string {
  const number = /^\d{1,6}$/.test(value ?? '') ? Number(value) : Number.NaN;
  if (number >= 1 && number <= MAX_NUMBER) return String(number);
  return refuse(rule, `wants a whole number from 1 to ${MAX_NUMBER}`);
}

function refuse(rule: string, why: string): never {
  throw new UserError('invalid_params', `Constraint ${rule} ${why}.`);
}
