import { inspect } from 'node:util';
import { Column, type ColumnOptions } from 'typeorm';

const REDACTED = '[redacted]';
const SECRETS = Symbol('secret columns');

interface WithSecrets {
  [SECRETS]?: readonly string[];
}

/** A column that is read only where it is asked for by name, and never shown: in no JSON, log line or error. */
export function SecretColumn(type: 'bytea' | 'text', options: ColumnOptions = {}): PropertyDecorator {
  return (prototype, property) => {
    Column({ ...options, type, select: false })(prototype, property);
    hide(prototype as WithSecrets, String(property));
  };
}

function hide(prototype: WithSecrets, property: string): void {
  const secrets = [...(prototype[SECRETS] ?? []), property];
  const redacted = function (this: object) {
    const shown = Object.entries(this).map(([key, value]) => [
      key,
      secrets.includes(key) && value !== null ? REDACTED : value,
    ]);
    return Object.fromEntries(shown) as object;
  };
  const methods = { [SECRETS]: secrets, toJSON: redacted, [inspect.custom]: redacted };
  for (const key of Reflect.ownKeys(methods)) {
    const value = methods[key as keyof typeof methods];
    Object.defineProperty(prototype, key, { value, enumerable: false, configurable: true });
  }
}
