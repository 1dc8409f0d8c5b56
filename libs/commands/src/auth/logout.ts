import { ApiError } from '@jujube/contract/client/api-error.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const logout = defineVerb({
  name: 'logout',
  aliases: ['auth:logout'],
  summary: 'void the token of this machine and forget it',
  localReason: 'forgets a token of this machine',
  examples: ['logout'],
  async run(context, { isJson }) {
    const login = context.terminal?.logins.current();
    if (!login) return context.out(isJson ? jsonText({ url: null }) : 'Not logged in.');
    await context.step(`Logging out of ${login.url}`, async () => {
      await context.client.account.logOut().catch(tolerateVoidToken);
      context.terminal?.logins.forget(login.url);
    });
    if (isJson) context.out(jsonText({ url: login.url }));
  },
});

/** A token that is already void is what was wanted. */
function tolerateVoidToken(error: unknown): void {
  if (!(error instanceof ApiError && (error.status === 401 || error.status === 404))) throw error;
}
