import { hash } from '@node-rs/argon2';
import { readSettings } from '@jujube/settings/settings.js';
import { createApi } from '../../apps/api/src/server/create-api.js';
import { listenOn } from '../../apps/api/src/server/listen-on.js';
import { setLogLevel } from '../../apps/api/src/server/log-line.js';
import { callerOf, type ApiCaller } from './api-caller.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';
import { TEST_MASTER_KEY } from './test-master-key.js';
import { freePort } from './free-port.js';

export const TEST_PASSWORD = 'correct horse battery staple';

export interface TestApi {
  url: string;
  database: TestDatabase;
  /** calls as the administrator */
  admin: ApiCaller;
  adminToken: string;
  /** makes a user who is no administrator, and calls as them */
  newUser(email: string): Promise<ApiCaller>;
  stop(): Promise<void>;
}

type Environment = Record<string, string>;
type EnvironmentOf = (database: TestDatabase) => Promise<Environment>;

/** The API on a database of its own, with an administrator `admin`. There is no scheduler: tests play its part in the rows. */
export async function startTestApi(environment: Environment | EnvironmentOf = {}): Promise<TestApi> {
  setLogLevel('error');
  const database = await createTestDatabase();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const settings = readSettings({
    DATABASE_URL: database.url,
    JUJUBE_MASTER_KEY: TEST_MASTER_KEY,
    API_LISTEN: `127.0.0.1:${port}`,
    ...(typeof environment === 'function' ? await environment(database) : environment),
  });
  const app = await createApi(settings);
  const servers = await listenOn(app, settings.apiListen);
  await addUser(database, { email: 'admin@localhost', isAdmin: true });
  const adminToken = await logIn(url, 'admin');
  return {
    url,
    database,
    admin: callerOf(url, adminToken),
    adminToken,
    newUser: async (email) => {
      await addUser(database, { email, isAdmin: false });
      return callerOf(url, await logIn(url, email));
    },
    stop: async () => {
      for (const server of servers) server.close();
      const closed = app.close();
      // what a test left half-said would be waited for
      app.getHttpServer().closeAllConnections();
      await closed;
      await database.drop();
    },
  };
}

export const ADMIN_LOGIN = `Basic ${Buffer.from(`admin:${TEST_PASSWORD}`).toString('base64')}`;

async function addUser({ dataSource }: TestDatabase, user: { email: string; isAdmin: boolean }): Promise<void> {
  const passwordHash = await hash(TEST_PASSWORD, { memoryCost: 1024, timeCost: 1 });
  await dataSource.query('insert into users (email, password_hash, is_admin) values ($1, $2, $3)', [
    user.email,
    passwordHash,
    user.isAdmin,
  ]);
}

async function logIn(url: string, user: string): Promise<string> {
  const authorization = `Basic ${Buffer.from(`${user}:${TEST_PASSWORD}`).toString('base64')}`;
  const response = await fetch(`${url}/oauth/authorizations`, { method: 'POST', headers: { authorization } });
  const body = (await response.json()) as { access_token: { token: string } };
  return body.access_token.token;
}
