import { word } from '../language/argument.js';
import { CommandFailure } from '../language/command-failure.js';
import { text } from '../language/flag.js';
import { UsageError } from '../language/usage-error.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { PLACE_FLAGS, placeOf, placeText, receiverOf } from './grant-place.js';

const args = { user: word('who', 'e-mail address of somebody who has an account, or a team') };
const flags = { role: text('role', 'see roles'), ...PLACE_FLAGS };

export const grantAccess = defineVerb({
  name: 'access:grant',
  summary: 'give somebody or a team a role in an environment, on an app, or everywhere',
  args,
  flags,
  examples: ['access:grant ann@example.com --role deployer -e staging', 'access:grant acme --role viewer'],
  async run(context, { args: { user }, flags: { role, ...place }, isJson }) {
    if (role === undefined) throw new UsageError('Which role? Add --role, such as --role deployer. See: roles');
    const grant = await context.step(`Giving ${user} the role ${role} ${placeText(place)}`, () =>
      context.client.roles.grant({ user, role, ...place }),
    );
    if (isJson) context.out(jsonText(grant));
  },
});

export const revokeAccess = defineVerb({
  name: 'access:revoke',
  summary: 'take a role back',
  args,
  flags,
  examples: ['access:revoke ann@example.com --role deployer -e staging'],
  async run(context, { args: { user }, flags: { role, ...place }, isJson }) {
    if (role === undefined) throw new UsageError('Which role? Add --role, such as --role deployer.');
    const where = placeText(place);
    const grants = await context.client.roles.grants();
    const grant = grants.find((one) => receiverOf(one) === user && one.role === role && placeOf(one) === where);
    if (!grant) throw new CommandFailure(`${user} has no role ${role} ${where}. See: access:grants`);
    await context.step(`Taking the role ${role} ${where} from ${user}`, () => context.client.roles.revoke(grant.id));
    if (isJson) context.out(jsonText(grant));
  },
});
