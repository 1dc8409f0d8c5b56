import { Injectable } from '@nestjs/common';
import { UserError } from '@jujube/core/errors/user-error.js';
import { EnvironmentQueries, type EnvironmentRow } from '@jujube/usecases/environments/environment.queries.js';

/** Environments by what requests name them by. */
@Injectable()
export class KnownEnvironments {
  constructor(private readonly queries: EnvironmentQueries) {}

  all(): Promise<EnvironmentRow[]> {
    return this.queries.list();
  }

  /** Throws `not_found`. */
  async named(idOrName: string): Promise<EnvironmentRow> {
    const found = await this.queries.find(idOrName);
    if (found) return found;
    const message = `Couldn't find that environment (${idOrName.slice(0, 60)}). See: jujube environments`;
    throw new UserError('not_found', message, { resource: 'space' });
  }
}
