import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileLogins } from './file-logins.js';

const LOCAL = { url: 'http://127.0.0.1:5100', username: 'admin', token: 'secret-1' };
const REMOTE = { url: 'https://jujube.example.com', username: 'ann', token: 'secret-2' };

describe('FileLogins', () => {
  let home: string;
  const logins = (env: NodeJS.ProcessEnv = {}) => new FileLogins({ XDG_CONFIG_HOME: home, ...env });

  beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'logins-'))));
  afterEach(() => rmSync(home, { recursive: true }));

  it('keeps one login per URL in a file that only its owner may read', () => {
    expect(logins().current()).toBeUndefined();
    logins().save(LOCAL);
    logins().save(REMOTE);
    expect(logins().current()).toEqual(REMOTE);
    expect(logins({ JUJUBE_URL: `${LOCAL.url}/` }).current()).toEqual(LOCAL);
    expect(statSync(join(home, 'jujube', 'credentials.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(home, 'jujube'))).toEqual(['credentials.json']);
  });

  it('goes back to the login before when one is forgotten', () => {
    logins().save(LOCAL);
    logins().save(REMOTE);
    logins().forget(REMOTE.url);
    expect(logins().current()).toEqual(LOCAL);
    logins().forget(LOCAL.url);
    expect(logins().current()).toBeUndefined();
  });

  it('says what to do about a damaged file', () => {
    logins().save(LOCAL);
    writeFileSync(join(home, 'jujube', 'credentials.json'), '{');
    expect(() => logins().current()).toThrow(/credentials.json is damaged: delete it and log in again/);
  });
});
