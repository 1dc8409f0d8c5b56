import { word } from '../language/argument.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const createServiceAccount = defineVerb({
  name: 'service-accounts:create',
  summary: 'make an account for a machine: it has tokens, and never a password (administrators)',
  args: { name: word('name', 'e.g. ci') },
  examples: ['service-accounts:create ci'],
  async run(context, { args: { name }, isJson }) {
    const account = await context.step(
      `Creating service account ${name}`,
      () => context.client.serviceAccounts.create({ name }),
      ({ email }) => email,
    );
    if (isJson) return context.out(jsonText(account));
    context.out(`Let it in:        jujube access:add ${account.email} -a APP --permissions deploy`);
    context.out(`Make it a token:  jujube tokens:create --account ${account.email} --expires 90d`);
  },
});
