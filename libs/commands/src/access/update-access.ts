import { word } from '../language/argument.js';
import { UsageError } from '../language/usage-error.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { permissionList, permissionsFlag } from './permission-list.js';

export const updateAccess = defineVerb({
  name: 'access:update',
  summary: 'set anew what a collaborator may do on an app',
  needsApp: true,
  args: { user: word('email', 'as access shows it') },
  flags: { permissions: permissionsFlag },
  examples: ['access:update ann@example.com -a shop --permissions view'],
  async run(context, { app, args: { user }, flags, isJson }) {
    const permissions = permissionList(flags.permissions);
    if (permissions.length === 0) throw new UsageError('Say what they may do: --permissions view,deploy');
    const updated = await context.step(`Updating ${user} in ${app}`, () =>
      context.client.collaborators.update(app, user, { permissions }),
    );
    if (isJson) return context.out(jsonText(updated));
    context.out(`May ${updated.permissions.map(({ name }) => name).join(', ')}.`);
  },
});
