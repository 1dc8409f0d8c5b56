import { duration, text, texts } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const createAuthorization = defineVerb({
  name: 'authorizations:create',
  aliases: ['tokens:create'],
  summary: 'make a token for a machine (JUJUBE_TOKEN, or the password of docker login); it is shown once',
  flags: {
    description: text('text', 'what it is for', { short: 'd' }),
    expiresIn: duration('time', 'until it is void, e.g. 90d (default: never)', { short: 'e' }),
    expires: duration('time', 'the same'),
    permission: texts('name', 'only this, e.g. app.deploy; repeatable (default: whatever you may)'),
    app: text('app', 'only for this app', { short: 'a' }),
    account: text('email', 'for this service account instead of you (administrators)'),
  },
  examples: [
    'authorizations:create -d "CI of shop" --expires-in 31536000',
    'tokens:create --app shop --permission app.deploy --expires 90d',
  ],
  async run(context, { flags, isJson }) {
    const { description, expiresIn = flags.expires, app, permission } = flags;
    const limits = { ...(app !== undefined && { app }), ...(permission.length > 0 && { permissions: permission }) };
    const made = await context.step(
      'Making a token',
      () => {
        const body = { description, expires_in: expiresIn, ...limits };
        const { account, serviceAccounts } = context.client;
        return flags.account === undefined ? account.authorize(body) : serviceAccounts.authorize(flags.account, body);
      },
      ({ id }) => id,
    );
    context.out(isJson ? jsonText(made) : made.access_token.token);
  },
});
