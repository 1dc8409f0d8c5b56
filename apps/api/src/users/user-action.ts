import { UserError } from '@jujube/core/errors/user-error.js';
import { EndTwoFactor } from '@jujube/usecases/users/end-two-factor.js';
import { UpdateUser, type UserChange } from '@jujube/usecases/users/update-user.js';

const CHANGES: Readonly<Record<string, Omit<UserChange, 'userId'>>> = {
  disable: { isDisabled: true },
  enable: { isDisabled: false },
  promote: { isAdmin: true },
  demote: { isAdmin: false },
};

const RESET = 'reset-two-factor';

/** @throws UserError not_found for an action that there is not */
export function userAction(action: string, userId: string): UpdateUser | EndTwoFactor {
  if (action === RESET) return new EndTwoFactor({ userId, code: null });
  const change = Object.hasOwn(CHANGES, action) ? CHANGES[action] : undefined;
  if (change) return new UpdateUser({ userId, ...change });
  throw new UserError(
    'not_found',
    `A user cannot be told to ${action.slice(0, 40)}: ${[...Object.keys(CHANGES), RESET].join(', ')}.`,
  );
}
