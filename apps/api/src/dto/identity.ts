import { LooseRequiredField } from './fields.js';

/** Heroku's clients name a thing by its id, by its name, or by an object with one of them. */
export type Identity = string | { readonly id?: string; readonly name?: string };

const MOST = 300;

export function IdentityField(name: string) {
  return LooseRequiredField(
    { oneOf: [{ type: 'string' }, { type: 'object' }] },
    (value) => identityIn(value) !== null,
    `${name} must be an id or a name`,
  );
}

/** The id or name itself. */
export function identityOf(identity: Identity): string {
  return identityIn(identity) ?? '';
}

function identityIn(value: unknown): string | null {
  const { id, name } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const found = typeof value === 'string' ? value : (id ?? name);
  return typeof found === 'string' && found !== '' && found.length <= MOST ? found : null;
}
