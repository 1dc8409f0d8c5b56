import { UserError } from '@jujube/core/errors/user-error.js';
import { BuildFailure } from '../run/build-failure.js';

/** What is wrong with a manifest ends the build, with its line; anything else is thrown on. */
export function asManifestFailure(error: unknown): never {
  if (error instanceof UserError && error.details.line !== undefined) {
    throw new BuildFailure('bad_manifest', error.message, { cause: error });
  }
  throw error;
}
