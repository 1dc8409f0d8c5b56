import type { UserAction } from '@jujube/contract/user.js';
import { word } from '../language/argument.js';
import { defineVerb, type Verb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const disableUser = verbOf('disable', {
  doing: 'Disabling',
  summary: 'let somebody in no longer, neither by password nor by token; their apps go on (administrators)',
});

export const enableUser = verbOf('enable', {
  doing: 'Enabling',
  summary: 'let somebody in again who was disabled (administrators)',
});

export const promoteUser = verbOf('promote', {
  doing: 'Promoting',
  summary: 'let somebody administer the platform (administrators)',
});

export const demoteUser = verbOf('demote', {
  doing: 'Demoting',
  summary: 'let somebody administer the platform no longer (administrators)',
});

export const resetTwoFactor = verbOf('reset-two-factor', {
  doing: 'Turning off codes at the login of',
  summary: 'ask somebody for no code at the login who has lost device and recovery codes (administrators)',
});

function verbOf(action: UserAction, { doing, summary }: { doing: string; summary: string }): Verb {
  return defineVerb({
    name: `users:${action}`,
    summary,
    args: { user: word('email', 'as users shows it') },
    examples: [`users:${action} ann@example.com`],
    async run(context, { args: { user }, isJson }) {
      const changed = await context.step(`${doing} ${user}`, () => context.client.users.act(user, action));
      if (isJson) context.out(jsonText(changed));
    },
  });
}
