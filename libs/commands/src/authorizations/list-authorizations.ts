import type { Authorization } from '@jujube/contract/authorization.js';
import { text } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { durationText, timeAgo } from '../output/time-text.js';
import { table } from '../output/table.js';

export const listAuthorizations = defineVerb({
  name: 'authorizations',
  aliases: ['tokens'],
  summary: 'list your tokens',
  flags: { account: text('email', 'of this service account (administrators)') },
  examples: ['authorizations', 'tokens --account ci@service.example.com'],
  async run(context, { flags, isJson }) {
    const { account, serviceAccounts } = context.client;
    const authorizations = await (flags.account === undefined
      ? account.authorizations()
      : serviceAccounts.tokens(flags.account));
    if (isJson) return context.out(jsonText(authorizations));
    context.out(heading('Tokens'));
    context.out(table(authorizations, columns(context.nowMs())));
  },
});

function columns(nowMs: number) {
  return [
    { title: 'description', get: (token: Authorization) => token.description },
    { title: 'id', get: (token: Authorization) => token.id },
    { title: 'may', get: (token: Authorization) => scopeText(token) },
    { title: 'created_at', get: (token: Authorization) => timeAgo(token.created_at, nowMs) },
    { title: 'expires in', get: (token: Authorization) => expiryText(token.access_token.expires_in) },
  ];
}

function scopeText({ scope, app }: Authorization): string {
  return app === null ? scope.join(', ') : `${scope.join(', ')} of ${app.name}`;
}

function expiryText(seconds: number | null): string {
  return seconds === null ? 'never' : durationText(seconds * 1000);
}
