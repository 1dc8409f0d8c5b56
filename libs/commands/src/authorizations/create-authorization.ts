import { duration, text } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const createAuthorization = defineVerb({
  name: 'authorizations:create',
  summary: 'make a token for a machine (JUJUBE_TOKEN, or the password of docker login); it is shown once',
  flags: {
    description: text('text', 'what it is for', { short: 'd' }),
    expiresIn: duration('time', 'until it is void (default: never)', { short: 'e' }),
  },
  examples: ['authorizations:create -d "CI of shop" --expires-in 31536000'],
  async run(context, { flags, isJson }) {
    const { description, expiresIn } = flags;
    const made = await context.step(
      'Making a token',
      () => context.client.account.authorize({ description, expires_in: expiresIn }),
      ({ id }) => id,
    );
    context.out(isJson ? jsonText(made) : made.access_token.token);
  },
});
