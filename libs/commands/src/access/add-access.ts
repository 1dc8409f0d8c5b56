import { word } from '../language/argument.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { permissionList, permissionsFlag } from './permission-list.js';

export const addAccess = defineVerb({
  name: 'access:add',
  summary: 'let somebody into an app (default: view, deploy, operate)',
  needsApp: true,
  args: { user: word('email', 'of somebody who has an account') },
  flags: { permissions: permissionsFlag },
  examples: ['access:add ann@example.com -a shop', 'access:add ann@example.com -a shop --permissions view,deploy'],
  async run(context, { app, args: { user }, flags, isJson }) {
    const permissions = permissionList(flags.permissions);
    const added = await context.step(`Adding ${user} to ${app}`, () =>
      context.client.collaborators.add(app, { user, ...(permissions.length > 0 && { permissions }) }),
    );
    if (isJson) return context.out(jsonText(added));
    context.out(`May ${added.permissions.map(({ name }) => name).join(', ')}.`);
  },
});
