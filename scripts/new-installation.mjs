import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { selfSigned } from './machine/certificates.mjs';
import { newPassword, newReadablePassword } from './machine/passwords.mjs';
import { CLONE_DIR, writeWhole } from './machine/state-dir.mjs';
import { StepError } from './machine/step-error.mjs';
import { explain } from './machine/steps.mjs';

const USAGE = `usage: node scripts/new-installation.mjs --address ADDRESS [--domain DOMAIN] [--dir DIR]
  --address   where the Docker hosts and users reach this machine: an IP address or a name
  --domain    apps live at NAME.DOMAIN (default localhost)
  --dir       where .env and secrets/ go (default docker/)`;

const OPTIONS = { address: { type: 'string' }, domain: { type: 'string' }, dir: { type: 'string' } };

try {
  await main();
} catch (error) {
  console.error(explain(error));
  process.exitCode = error.name === 'StepError' ? 1 : 2;
}

/** Makes the passwords, keys and settings that docker/compose.yml needs, once. */
async function main() {
  const { values } = parseArgs({ options: OPTIONS });
  if (!values.address) return usage();
  const directory = path.resolve(values.dir ?? path.join(CLONE_DIR, 'docker'));
  const envFile = path.join(directory, '.env');
  if (existsSync(envFile)) {
    throw new StepError(`${envFile} is there already`, {
      todo: 'Keep it: without its key and passwords the data cannot be read.',
    });
  }
  const passwords = { redis: newPassword(), admin: newReadablePassword() };
  const secretsDir = path.join(directory, 'secrets');
  await writeSecrets(secretsDir, passwords);
  writeWhole(envFile, lines({ SECRETS_DIR: secretsDir, ...settings({ ...values, passwords }) }));
  console.log(`Wrote ${envFile} and secrets/. The admin is "admin", the password is ${passwords.admin}`);
}

// files that are mounted into containers with other users: the directory is closed, the files are not
async function writeSecrets(directory, passwords) {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
  writeWhole(path.join(directory, 'master-key'), randomBytes(32).toString('base64'), 0o644);
  const redis = `requirepass ${passwords.redis}\nappendonly yes\nmaxmemory-policy noeviction\ndir /data\n`;
  writeWhole(path.join(directory, 'redis.conf'), redis, 0o644);
  const { keyFile, certFile } = await selfSigned(path.join(directory, 'registry-token'), {
    name: 'jujube registry tokens',
  });
  for (const [file, mode] of [
    [path.dirname(keyFile), 0o755],
    [keyFile, 0o644],
    [certFile, 0o644],
  ])
    chmodSync(file, mode);
}

function settings({ address, domain = 'localhost', passwords }) {
  return {
    BASE_DOMAIN: domain,
    API_URL: `http://${address}:5100`,
    API_REALM: `http://${address}:5100/registry/token`,
    ROUTER_URL: `http://${domain}`,
    RELAY_ADDRESS: `${address}:5180`,
    REGISTRY_URL: `http://${address}:5010`,
    BASE_IMAGE: `${address}:5010/jujube/base:1`,
    BUILDER_IMAGE: `${address}:5010/jujube/builder:1`,
    DATABASE_OWNER_PASSWORD: newPassword(),
    DATABASE_APP_PASSWORD: newPassword(),
    REDIS_PASSWORD: passwords.redis,
    REGISTRY_HTTP_SECRET: newPassword(),
    ADMIN_USERNAME: 'admin',
    ADMIN_PASSWORD: passwords.admin,
  };
}

function lines(values) {
  return Object.entries(values)
    .map((pair) => `${pair.join('=')}\n`)
    .join('');
}

function usage() {
  console.error(USAGE);
  process.exitCode = 2;
}
