import { UserError } from '@jujube/core/errors/user-error.js';
import type { PageRequest } from '@jujube/database/page-request.js';

const DEFAULT_LIMIT = 200;
const MOST = 1000;

export type FieldType = 'uuid' | 'text' | 'integer' | 'bigint' | 'timestamptz';

/** What a list can be ordered by; the first field is the default. */
export interface RangeSpec<Field extends string> {
  readonly fields: Readonly<Record<Field, FieldType>>;
  readonly defaultField: Field;
  readonly defaultOrder?: 'asc' | 'desc';
}

/** Reads Heroku's `Range: version ]7..; order=desc,max=10`. Options may be separated by `,` or `;`; an empty header asks nothing. */
export function parseRange<F extends string>(header: string | undefined, spec: RangeSpec<F>): PageRequest<F> {
  const text = header?.trim() ?? '';
  const page = { field: spec.defaultField, from: null, isFromExclusive: false, to: null };
  const order = spec.defaultOrder ?? 'asc';
  if (text === '') return { ...page, order, limit: DEFAULT_LIMIT };
  const [bounds = '', ...options] = text.split(/[;,]/).map((part) => part.trim());
  return { ...page, ...parseBounds(bounds, spec), order: parseOrder(options, order), limit: parseMax(options) };
}

function parseBounds<F extends string>(text: string, spec: RangeSpec<F>) {
  const match = /^(\w+)(?:\s+(\]?)([^\s\]]*?)\.\.([^\s\]]*))?$/.exec(text);
  const field = Object.keys(spec.fields).find((known): known is F => known === match?.[1]);
  if (!match || field === undefined)
    throw refuse(`Range must start with one of: ${Object.keys(spec.fields).join(', ')}`);
  const from = boundary(match[3], spec.fields[field]);
  return { field, from, isFromExclusive: match[2] === ']', to: boundary(match[4], spec.fields[field]) };
}

function boundary(text: string | undefined, type: FieldType): string | null {
  if (text === undefined || text === '') return null;
  if (!FORMS[type].test(text)) throw refuse(`'${text}' cannot be a boundary of this Range`);
  return type === 'timestamptz' ? text.replace('~', ' ') : text;
}

const FORMS: Readonly<Record<FieldType, RegExp>> = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  text: /^[\x21-\x7e]{1,255}$/,
  integer: /^\d{1,9}$/,
  bigint: /^\d{1,18}$/,
  timestamptz: /^\d{4}-\d\d-\d\d[T~]\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d(:\d\d)?)$/,
};

function parseOrder(options: readonly string[], fallback: 'asc' | 'desc'): 'asc' | 'desc' {
  const order = optionOf(options, 'order') ?? fallback;
  if (order !== 'asc' && order !== 'desc') throw refuse('order must be asc or desc');
  return order;
}

function parseMax(options: readonly string[]): number {
  const max = optionOf(options, 'max') ?? String(DEFAULT_LIMIT);
  if (!/^\d{1,6}$/.test(max) || Number(max) < 1) throw refuse('max must be a number from 1 on');
  return Math.min(Number(max), MOST);
}

function optionOf(options: readonly string[], name: string): string | undefined {
  return options.find((option) => option.startsWith(`${name}=`))?.slice(name.length + 1);
}

function refuse(message: string): UserError {
  return new UserError('requested_range_not_satisfiable', `${message}. Example: Range: id ..; max=100, order=desc`);
}
