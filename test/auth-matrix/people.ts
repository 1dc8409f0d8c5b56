import type { DataSource } from 'typeorm';

/** Their e-mail addresses are `<name>@matrix.test`, their tokens `jj_<name>`. */
export const PEOPLE = [
  ...['outsider', 'other', 'viewer', 'operator', 'deployer', 'envadmin', 'both', 'service', 'owner'],
  ...['root', 'disabled', 'guest', 'member', 'stranger'],
] as const;

export type Person = (typeof PEOPLE)[number];

export type Ids = Readonly<Record<Person, string>>;

/** The people of the matrix, each with a token; their roles come when there is something to have them on. */
export async function addPeople(dataSource: DataSource): Promise<Ids> {
  const ids: Partial<Record<Person, string>> = {};
  for (const name of PEOPLE) {
    const [row] = await dataSource.query(
      `insert into users (email, is_admin, is_service, disabled_at)
       values ($1, $2, $3, case when $4 then now() end) returning id`,
      [`${name}@matrix.test`, name === 'root' || name === 'disabled', name === 'service', name === 'disabled'],
    );
    ids[name] = row.id;
    await addToken(dataSource, { text: `jj_${name}`, userId: row.id });
  }
  return ids as Ids;
}

export interface NewToken {
  readonly text: string;
  readonly userId: string;
  readonly leaves?: readonly string[];
  readonly appId?: string;
  readonly buildOf?: string;
  readonly isExpired?: boolean;
}

export async function addToken(dataSource: DataSource, token: NewToken): Promise<string> {
  const [row] = await dataSource.query(
    `insert into tokens (user_id, secret_hash, permissions, app_id, registry_app_id, expires_at)
     values ($1, sha256(convert_to($2, 'utf8')), $3, $4, $5, now() + $6::interval) returning id`,
    [
      ...[token.userId, token.text, token.leaves ?? null, token.appId ?? null, token.buildOf ?? null],
      token.isExpired ? '-1 s' : '1 h',
    ],
  );
  return row.id;
}

export async function grant(
  dataSource: DataSource,
  given: { userId: string; role: string; environmentId?: string; appId?: string },
): Promise<string> {
  const [row] = await dataSource.query(
    'insert into role_grants (user_id, role, environment_id, app_id) values ($1, $2, $3, $4) returning id',
    [given.userId, given.role, given.environmentId ?? null, given.appId ?? null],
  );
  return row.id;
}
