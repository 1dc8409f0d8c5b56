import type { User } from '@jujube/contract/user.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { table } from '../output/table.js';
import { timeAgo } from '../output/time-text.js';

export const listUsers = defineVerb({
  name: 'users',
  aliases: ['users:list'],
  summary: 'list who may log in (administrators)',
  examples: ['users'],
  async run(context, { isJson }) {
    const users = await context.client.users.list();
    if (isJson) return context.out(jsonText(users));
    context.out(heading('Users'));
    context.out(table(users, columns(context.nowMs())));
  },
});

function columns(nowMs: number) {
  return [
    { title: 'email', get: (user: User) => user.email },
    { title: 'state', get: (user: User) => user.state },
    { title: 'kind', get: (user: User) => (user.is_service ? 'service' : 'person') },
    { title: 'administrator', get: (user: User) => (user.is_admin ? 'yes' : '') },
    { title: 'created_at', get: (user: User) => timeAgo(user.created_at, nowMs) },
  ];
}
