import { word } from '../language/argument.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const transferApp = defineVerb({
  name: 'apps:transfer',
  summary: 'give an app to somebody, who takes it with transfers:accept',
  needsApp: true,
  args: { recipient: word('email', 'of somebody who has an account') },
  examples: ['apps:transfer ann@example.com -a shop'],
  async run(context, { app, args: { recipient }, isJson }) {
    const transfer = await context.step(`Transferring ${app} to ${recipient}`, () =>
      context.client.transfers.create({ app, recipient }),
    );
    if (isJson) return context.out(jsonText(transfer));
    const isPending = transfer.state === 'pending';
    context.out(isPending ? `${recipient} takes it with: jujube transfers:accept ${app}` : `${recipient} owns it now.`);
  },
});
