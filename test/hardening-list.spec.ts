import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const CLONE = path.resolve(import.meta.dirname, '..');

/** What the platform promises of its safety, by the ids under which tests name it. */
const PROMISES: Readonly<Record<string, string>> = {
  'SEC-01': 'no shell is ever started with what somebody sent',
  'SEC-02': 'containers are described in one place, which lets no dangerous option through',
  'SEC-03': 'a route without a declared permission stops the boot',
  'SEC-04': 'nobody reaches what is of others',
  'SEC-05': 'every answer has the headers that keep browsers safe',
  'SEC-06': 'no route sets or heeds a cookie',
  'SEC-07': 'passwords are hashed with argon2id, and guessing them is slowed down',
  'SEC-08': 'tokens are kept as hashes, and shown once',
  'SEC-09': 'no token stands in an address',
  'SEC-11': 'there is no default secret, and no start without a good one',
  'SEC-12': 'secret columns are in nothing that is shown',
  'SEC-13': 'logs and errors hold no secret',
  'SEC-14': 'the queue holds ids only',
  'SEC-15': 'the audit log can only be added to',
  'SEC-22': 'Docker hosts are reached by mutual TLS or by SSH with a known key',
  'SEC-23': 'requests are limited by address, token and person',
  'SEC-24': 'bodies, headers, addresses, depth and time have limits',
  'SEC-29': 'nobody can become the first administrator but who set the platform up',
  'SEC-30': 'neither Host nor X-Forwarded-* is believed',
  'SEC-33': 'variables that change how programs behave are forgotten at the start',
  'SEC-34': 'streams and terminals end with the right to them',
};

// a text that a call begins with: of a test, or of a group of them
const TITLE = /\(\s*(['"`])((?:(?!\1)[^\n])*SEC-\d\d(?:(?!\1)[^\n])*)\1/g;

function titles(): string[] {
  const files = ['apps', 'libs', 'test'].flatMap((part) =>
    readdirSync(path.join(CLONE, part), { recursive: true, encoding: 'utf8' })
      .filter((name) => /spec\.ts$/.test(name) && !name.includes('hardening-list'))
      .map((name) => path.join(CLONE, part, name)),
  );
  return files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(TITLE)].map(([, , title]) => title!));
}

describe('of what the platform promises of its safety', () => {
  const all = titles();

  it.each(Object.entries(PROMISES))('%s has a test: %s', (id) => {
    expect(all.filter((title) => title.includes(id))).not.toEqual([]);
  });

  it('tests name nothing that is not in the list', () => {
    const named = new Set(all.flatMap((title) => title.match(/SEC-\d\d/g) ?? []));
    expect([...named].filter((id) => !Object.hasOwn(PROMISES, id))).toEqual([]);
  });
});
