import { renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runProgram } from '../process/run-program.mjs';

/**
 * Makes a database cluster with our roles beside its place and moves it there when it is whole. The roles are written in
 * PostgreSQL's single-user mode, through stdin: no moment with a trusted connection, no password on a command line.
 */
export async function makeCluster(dataDir, { how, passwords }) {
  const half = `${dataDir}.half`;
  rmSync(half, { recursive: true, force: true });
  how.own(half);
  const options = { cwd: os.tmpdir(), timeoutMs: 120_000, ...how.spawnOptions };
  const program = (name) => [...how.argvPrefix, path.join(how.programDir, 'bin', name)];
  const format = ['-E', 'UTF8', '--locale=C', '--no-sync', '--no-instructions'];
  const nobody = ['--auth-local=reject', '--auth-host=reject'];
  await runProgram([...program('initdb'), '-D', half, '-U', 'postgres', ...nobody, ...format], options);
  await runProgram([...program('postgres'), '--single', '-D', half, 'postgres'], {
    ...options,
    input: rolesSql(passwords),
  });
  // written over initdb's file, so its owner stays
  writeFileSync(path.join(half, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n');
  renameSync(half, dataDir);
}

// single-user mode: one statement per line
function rolesSql({ superuser, owner, app }) {
  return [
    `ALTER ROLE postgres PASSWORD '${superuser}'`,
    `CREATE ROLE jujube_owner LOGIN PASSWORD '${owner}'`,
    `CREATE ROLE jujube_app LOGIN PASSWORD '${app}'`,
    'CREATE DATABASE jujube OWNER jujube_owner',
    'REVOKE ALL ON DATABASE jujube FROM PUBLIC',
    'GRANT CONNECT ON DATABASE jujube TO jujube_app',
    '',
  ].join(';\n');
}
