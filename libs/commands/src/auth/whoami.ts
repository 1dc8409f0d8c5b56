import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const whoami = defineVerb({
  name: 'whoami',
  aliases: ['auth:whoami'],
  summary: 'show who is logged in',
  examples: ['whoami'],
  async run(context, { isJson }) {
    const account = await context.client.account.get();
    context.out(isJson ? jsonText(account) : account.email);
  },
});
