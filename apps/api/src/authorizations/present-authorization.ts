import type { Authorization } from '@jujube/contract/authorization.js';
import type { TokenRow } from '@jujube/usecases/tokens/token.queries.js';

/** Only authorizations that Heroku's web pages gave have them. */
const OF_HEROKU = { client: null, grant: null, refresh_token: null, session: null };

/** @param token only in the answer that made it */
export function presentAuthorization(row: TokenRow, token = ''): Authorization {
  const createdAt = row.createdAt.toISOString();
  return {
    id: row.id,
    access_token: { id: row.id, token, expires_in: row.expiresInSeconds },
    description: row.description,
    scope: row.permissions ?? ['global'],
    app: row.appId === null ? null : { id: row.appId, name: row.appName ?? '' },
    user: { id: row.userId, email: row.email },
    created_at: createdAt,
    updated_at: createdAt,
    ...OF_HEROKU,
  };
}
