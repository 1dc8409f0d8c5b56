import { word } from '../language/argument.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

const args = { app: word('app', 'as transfers shows it') };

export const acceptTransfer = defineVerb({
  name: 'transfers:accept',
  summary: 'take an app that you were offered',
  args,
  examples: ['transfers:accept shop'],
  async run(context, { args: { app }, isJson }) {
    const transfer = await context.step(`Taking ${app}`, () =>
      context.client.transfers.answer(app, { state: 'accepted' }),
    );
    if (isJson) context.out(jsonText(transfer));
  },
});

export const declineTransfer = defineVerb({
  name: 'transfers:decline',
  summary: 'let an app be that you were offered',
  args,
  examples: ['transfers:decline shop'],
  async run(context, { args: { app }, isJson }) {
    const transfer = await context.step(`Declining ${app}`, () =>
      context.client.transfers.answer(app, { state: 'declined' }),
    );
    if (isJson) context.out(jsonText(transfer));
  },
});

export const cancelTransfer = defineVerb({
  name: 'transfers:cancel',
  summary: 'take back the offer of an app',
  args,
  examples: ['transfers:cancel shop'],
  async run(context, { args: { app }, isJson }) {
    const transfer = await context.step(`Taking back ${app}`, () => context.client.transfers.cancel(app));
    if (isJson) context.out(jsonText(transfer));
  },
});
