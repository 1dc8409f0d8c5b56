import { UserError } from '../errors/user-error.js';
import { bareName } from '../host/full-pool.js';
import { isLabelKey } from '../host/host-labels.js';

/** As much of a host as rules look at. */
export interface FieldHost {
  readonly name: string;
  /** with its environment: fullPool() */
  readonly pool: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** What stands in a host's field: `hostname`, `pool`, else the label of that name. Undefined: the host has no such field. */
export function fieldOf(host: FieldHost, field: string): string | undefined {
  if (field === 'hostname') return host.name;
  if (field === 'pool') return bareName(host.pool);
  return Object.hasOwn(host.labels, field) ? host.labels[field] : undefined;
}

/** Marathon's `@hostname`, `@zone` and `@region` are the fields without the sign. Throws `invalid_params`. */
export function parseField(text: string): string {
  const field = text.startsWith('@') ? text.slice(1) : text;
  if (isLabelKey(field)) return field;
  throw new UserError(
    'invalid_params',
    `"${text.slice(0, 80)}" is no field of a host: write hostname, pool, or the name of a label such as zone.`,
  );
}
