import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ApiClient } from './api-client.mjs';
import { StepError } from '../step-error.mjs';
import { writeWhole } from '../state-dir.mjs';

/** A token of the admin: the one of the last run while it is good, else a new one. */
export async function logIn(state, { apiUrl, username, password }) {
  const file = path.join(state.secretDir, 'admin-token');
  const kept = existsSync(file) ? readFileSync(file, 'utf8') : null;
  if (kept && (await ApiClient.bearer(apiUrl, kept).status('/account')) === 200) return kept;
  const token = await newToken(ApiClient.basic(apiUrl, { username, password }), username);
  writeWhole(file, token);
  return token;
}

async function newToken(client, username) {
  try {
    const authorization = await client.call('POST', '/oauth/authorizations', { description: 'npm start' });
    return authorization.access_token.token;
  } catch (cause) {
    throw new StepError(`logging in as ${username} failed: ${cause.message}`, {
      cause,
      todo: 'With a database of your own (DATABASE_URL), give its admin: JUJUBE_ADMIN_USERNAME and JUJUBE_ADMIN_PASSWORD.',
    });
  }
}
