import { UserError } from '@jujube/core/errors/user-error.js';

/** @param rows what a change of one collaborator touched */
export function refuseMissing(rows: readonly unknown[]): void {
  if (rows.length > 0) return;
  throw new UserError('not_found', "Couldn't find that collaborator. Their access was removed just now.", {
    resource: 'collaborator',
  });
}
