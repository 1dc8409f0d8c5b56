import type { AppTransfer } from '@jujube/contract/app-transfer.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { table } from '../output/table.js';

export const listTransfers = defineVerb({
  name: 'transfers',
  summary: 'list the apps that you offered or were offered',
  examples: ['transfers'],
  async run(context, { isJson }) {
    const transfers = await context.client.transfers.list();
    if (isJson) return context.out(jsonText(transfers));
    context.out(heading('App Transfers'));
    context.out(table(transfers, COLUMNS));
  },
});

const COLUMNS = [
  { title: 'app', get: ({ app }: AppTransfer) => app.name },
  { title: 'owner', get: ({ owner }: AppTransfer) => owner.email },
  { title: 'recipient', get: ({ recipient }: AppTransfer) => recipient.email },
  { title: 'state', get: ({ state }: AppTransfer) => state },
];
