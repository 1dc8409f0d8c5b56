import type pg from 'pg';
import { inOwnerSession } from './owner-session.js';

/** grantToApp() for a schema that another part of the program made in this database (the queue's). */
export async function grantSchema(ownerUrl: string, appRole: string, schema: string): Promise<void> {
  await inOwnerSession(ownerUrl, (client) => grantToApp(client, appRole, schema));
}

/**
 * Lets the application role read and write the rows of a schema, and nothing else: no DDL, and what is immutable (releases,
 * what was audited) or not its own (the list of migrations) cannot be changed. Nothing to do where one role is both owner and application.
 */
export async function grantToApp(client: pg.Client, appRole: string, schema: string): Promise<void> {
  if (await isSameRole(client, appRole)) return;
  const role = pgIdentifier(appRole);
  const within = pgIdentifier(schema);
  await client.query(`
    grant usage on schema ${within} to ${role};
    revoke create on schema ${within} from ${role};
    grant select, insert, update, delete on all tables in schema ${within} to ${role};
    grant usage, select on all sequences in schema ${within} to ${role};
    grant execute on all functions in schema ${within} to ${role};`);
  if (schema === 'public') await client.query(readOnlyParts(role));
}

async function isSameRole(client: pg.Client, appRole: string): Promise<boolean> {
  const { rows } = await client.query(
    'select current_user = $1 as "isSame", exists (select from pg_roles where rolname = $1) as "exists"',
    [appRole],
  );
  if (rows[0].exists) return rows[0].isSame;
  throw new Error(
    `the database has no role '${appRole}', which DATABASE_URL names: as its administrator run ` +
      `CREATE ROLE ${pgIdentifier(appRole)} LOGIN PASSWORD '…'; then run the set-up again`,
  );
}

// releases go only with their app, by the foreign key
function readOnlyParts(role: string): string {
  return `revoke update, delete, truncate on releases from ${role};
    revoke insert, update, delete, truncate on migrations from ${role};
    revoke insert, update, delete, truncate on audit_events from ${role};`;
}

function pgIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
