import { UserError } from '@jujube/core/errors/user-error.js';

/** Everything that is wrong with a definition, by where it stands: people mend all of it at once. */
export class Mistakes {
  private readonly byPath = new Map<string, string[]>();

  /** @param path `/healthChecks/0/path` */
  add(path: string, error: string): void {
    const key = path === '' ? '/' : path;
    this.byPath.set(key, [...(this.byPath.get(key) ?? []), error]);
  }

  /** @throws UserError invalid_params, in Marathon's words */
  refuse(): void {
    if (this.byPath.size === 0) return;
    const details = [...this.byPath].map(([path, errors]) => ({ path, errors }));
    throw new UserError('invalid_params', 'Object is not valid', { details });
  }
}
