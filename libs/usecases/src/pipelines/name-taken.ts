import { UserError } from '@jujube/core/errors/user-error.js';

export function nameTaken(name: string): UserError {
  return new UserError('invalid_params', `Name ${name} is already taken. Choose another name for the pipeline.`);
}
