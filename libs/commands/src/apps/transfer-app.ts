import { word } from '../language/argument.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const transferApp = defineVerb({
  name: 'apps:transfer',
  summary: 'give an app to a team, or to somebody, who takes it with transfers:accept',
  needsApp: true,
  args: { recipient: word('recipient', 'e-mail address of somebody who has an account, or a team') },
  examples: ['apps:transfer ann@example.com -a shop', 'apps:transfer acme -a shop'],
  async run(context, { app, args: { recipient }, isJson }) {
    const { client } = context;
    if (!recipient.includes('@') || (await client.apps.get(app)).team !== null) {
      const given = await context.step(`Giving ${app} to ${recipient}`, () =>
        client.teams.updateApp(app, { owner: recipient }),
      );
      return isJson ? context.out(jsonText(given)) : undefined;
    }
    const transfer = await context.step(`Transferring ${app} to ${recipient}`, () =>
      client.transfers.create({ app, recipient }),
    );
    if (isJson) return context.out(jsonText(transfer));
    const isPending = transfer.state === 'pending';
    context.out(isPending ? `${recipient} takes it with: jujube transfers:accept ${app}` : `${recipient} owns it now.`);
  },
});
