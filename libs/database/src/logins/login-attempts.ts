import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';

/** Attempts within a quarter of an hour: of one account from one address, and of all accounts from one address. */
const MOST_OF_ACCOUNT = 10;
const MOST_OF_ADDRESS = 100;
const WINDOW_S = 900;

type Database = Pick<EntityManager, 'query'>;

export interface Login {
  readonly name: string;
  readonly ip: string;
}

/**
 * Counts an attempt before the password is looked at, so that many at once are no more than many in a row. Answers null when it
 * may be made, else how many seconds are left until the next one may.
 */
export async function takeLoginAttempt(database: Database, login: Login): Promise<number | null> {
  const [account, address] = keysOf(login);
  const rows: { key: Buffer; attempts: number; leftS: number }[] = await database.query(TAKE, [
    [account, address],
    WINDOW_S,
  ]);
  const over = rows.filter(({ key, attempts }) => attempts > (key.equals(account) ? MOST_OF_ACCOUNT : MOST_OF_ADDRESS));
  return over.length === 0 ? null : Math.max(...over.map(({ leftS }) => leftS));
}

/** The password was right: what came before it does not count. */
export async function forgetLoginAttempts(database: Database, login: Login): Promise<void> {
  const [account, address] = keysOf(login);
  await database.query('delete from login_attempts where key = $1', [account]);
  await database.query('update login_attempts set attempts = greatest(attempts - 1, 0) where key = $1', [address]);
}

// what people type as their name is sometimes their password
function keysOf({ name, ip }: Login): [account: Buffer, address: Buffer] {
  const keyOf = (...parts: string[]) => createHash('sha256').update(JSON.stringify(parts)).digest();
  return [keyOf(name.toLowerCase(), ip), keyOf(ip)];
}

const TAKE = `
insert into login_attempts as a (key, attempts) select key, 1 from unnest($1::bytea[]) as key order by key
on conflict (key) do update set
  attempts = case when a.since < now() - make_interval(secs => $2) then 1 else a.attempts + 1 end,
  since = case when a.since < now() - make_interval(secs => $2) then now() else a.since end
returning attempts, ceil(extract(epoch from since + make_interval(secs => $2) - now()))::integer as "leftS", key`;
