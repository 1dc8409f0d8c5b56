import { word } from '../language/argument.js';
import { text } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const revokeAuthorization = defineVerb({
  name: 'authorizations:revoke',
  aliases: ['authorizations:destroy', 'tokens:revoke'],
  summary: 'void a token',
  flags: { account: text('email', 'of this service account (administrators)') },
  args: { token: word('id', 'as authorizations shows it') },
  examples: ['authorizations:revoke 6f1d7c1f-0b51-4a53-9c0c-c1f3f8a20003'],
  async run(context, { args, flags, isJson }) {
    const { account, serviceAccounts } = context.client;
    const revoked = await context.step(`Voiding token ${args.token}`, () =>
      flags.account === undefined ? account.revoke(args.token) : serviceAccounts.revoke(flags.account, args.token),
    );
    if (isJson) context.out(jsonText(revoked));
  },
});
