import { word } from '../language/argument.js';
import { texts } from '../language/flag.js';
import { UsageError } from '../language/usage-error.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const createRole = defineVerb({
  name: 'roles:create',
  summary: 'make a role of names of the tree of permissions',
  args: { name: word('name', 'of the role') },
  flags: { permission: texts('permission', 'app.deploy, or app for all below it; more than once for several') },
  examples: ['roles:create release-manager --permission app.deploy --permission app.rollback'],
  async run(context, { args: { name }, flags: { permission }, isJson }) {
    if (permission.length === 0)
      throw new UsageError('What may it? Add --permission, such as --permission app.deploy.');
    const role = await context.step(`Creating role ${name}`, () => context.client.roles.create(name, permission));
    if (isJson) return context.out(jsonText(role));
    context.out(`May ${role.permissions.join(', ')}.`);
  },
});
