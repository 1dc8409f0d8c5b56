import { word } from '../language/argument.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const revokeAuthorization = defineVerb({
  name: 'authorizations:revoke',
  aliases: ['authorizations:destroy', 'tokens:revoke'],
  summary: 'void a token',
  args: { token: word('id', 'as authorizations shows it') },
  examples: ['authorizations:revoke 6f1d7c1f-0b51-4a53-9c0c-c1f3f8a20003'],
  async run(context, { args, isJson }) {
    const revoked = await context.step(`Voiding token ${args.token}`, () => context.client.account.revoke(args.token));
    if (isJson) context.out(jsonText(revoked));
  },
});
