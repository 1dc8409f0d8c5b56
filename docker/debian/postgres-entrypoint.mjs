import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const { PGDATA, POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB } = process.env;
const INIT_DIR = '/docker-entrypoint-initdb.d';

/** Makes the cluster on the first start, as the official image does, and then runs PostgreSQL. */
if (!existsSync(path.join(PGDATA, 'PG_VERSION'))) makeCluster();
const server = spawn('postgres', ['-k', '/tmp', '-c', 'listen_addresses=*'], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 1));

function makeCluster() {
  const secret = path.join(mkdtempSync('/tmp/init-'), 'password');
  writeFileSync(secret, `${POSTGRES_PASSWORD}\n`, { mode: 0o600 });
  const auth = ['--auth-local=trust', '--auth-host=scram-sha-256', `--pwfile=${secret}`];
  run('initdb', '-D', PGDATA, '-U', POSTGRES_USER, '-E', 'UTF8', ...auth);
  run('pg_ctl', '-D', PGDATA, '-w', '-o', "-k /tmp -c listen_addresses=''", 'start');
  const psql = (database, ...args) =>
    run('psql', '-h', '/tmp', '-U', POSTGRES_USER, '-d', database, '-v', 'ON_ERROR_STOP=1', ...args);
  psql('postgres', '-c', `CREATE DATABASE "${POSTGRES_DB}"`);
  for (const file of readdirSync(INIT_DIR).sort()) psql(POSTGRES_DB, '-f', path.join(INIT_DIR, file));
  run('pg_ctl', '-D', PGDATA, '-w', '-m', 'fast', 'stop');
  appendFileSync(path.join(PGDATA, 'pg_hba.conf'), 'host all all all scram-sha-256\n');
}

function run(program, ...args) {
  const { status, error } = spawnSync(program, args, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${program} ended with ${status ?? error?.message}`);
}
