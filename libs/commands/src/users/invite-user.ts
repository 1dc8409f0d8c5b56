import { word } from '../language/argument.js';
import { toggle } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const inviteUser = defineVerb({
  name: 'users:invite',
  summary: 'invite somebody, or let them choose a new password; the code is shown once (administrators)',
  localReason: 'its answer holds a secret',
  args: { email: word('email', 'their address, and their name here') },
  flags: { admin: toggle('let a new account administer the platform') },
  examples: ['users:invite ann@example.com', 'users:invite root@example.com --admin'],
  async run(context, { args: { email }, flags, isJson }) {
    const invited = await context.step(`Inviting ${email}`, () =>
      context.client.users.invite({ email, ...(flags.admin && { is_admin: true }) }),
    );
    if (isJson) return context.out(jsonText(invited));
    const { code, expires_at: expiresAt } = invited.invitation;
    context.out(`Until ${expiresAt}, once, ${invited.email} can choose a password with:`);
    context.out(`jujube login --url ${context.client.baseUrl} --invitation ${code}`);
  },
});
