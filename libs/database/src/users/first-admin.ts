import pg from 'pg';
import { dedicatedClientConfig } from '../connect-options.js';

/** The person who may log in when nobody else can yet. `passwordHash` is only asked for when it is needed. */
export interface FirstAdmin {
  email: string;
  passwordHash(): Promise<string>;
}

/** Writes the first user of an installation; false when it has users already. Safe to run many times and at once. */
export async function addFirstAdmin(url: string, admin: FirstAdmin): Promise<boolean> {
  const client = new pg.Client(dedicatedClientConfig(url, 'jujube setup'));
  await client.connect();
  try {
    await client.query('begin; lock table users in share row exclusive mode');
    const { rows } = await client.query('select exists (select from users) as "hasUsers"');
    if (rows[0].hasUsers) return false;
    const values = [admin.email, await admin.passwordHash()];
    await client.query('insert into users (email, password_hash, is_admin) values ($1, $2, true)', values);
    await client.query('commit');
    return true;
  } finally {
    await client.end();
  }
}
