import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { newReadablePassword } from '../passwords.mjs';
import { keptSecret } from '../state-dir.mjs';
import { allOrNone } from '../all-or-none.mjs';
import { PROCESSES, processService, setUpDatabase } from './control-plane.mjs';
import { processEnv } from './process-env.mjs';

/** Sets up the database and starts our four processes. Answers the places where they are reached and the admin's access. */
export async function startProcesses({ state, steps, supervisor, storage, signal }) {
  const places = placesOf(storage);
  const admin = adminOf(state);
  const masterKeyFile = path.join(state.secretDir, 'master-key');
  keptSecret(masterKeyFile, () => randomBytes(32).toString('base64'));
  routerDir(state);
  const env = processEnv({ state, places, masterKeyFile, ...storage });
  const owner = { DATABASE_OWNER_URL: storage.database.owner };
  const first = { JUJUBE_ADMIN_USERNAME: admin.username, JUJUBE_ADMIN_PASSWORD: admin.password };
  await steps.run('Database set-up', () => setUpDatabase({ state, env: { ...env, ...owner, ...first }, signal }));
  const start = (name, inner) =>
    steps.run(`Process ${name}`, () => supervisor.start(processService(name, { state, env }), inner));
  await allOrNone(signal, (inner) => PROCESSES.map((name) => start(name, inner)));
  return { ...places, ...admin };
}

// what the router keeps (its CA, the last good configuration) lasts, while its sockets need a short path
function routerDir(state) {
  const lasting = path.join(state.dir, 'router');
  for (const directory of [lasting, state.runDir]) mkdirSync(directory, { recursive: true, mode: 0o700 });
  const short = path.join(state.runDir, 'router');
  rmSync(short, { recursive: true, force: true });
  symlinkSync(lasting, short);
}

function placesOf({ ports, machineAddress }) {
  const baseDomain = process.env.BASE_DOMAIN ?? 'localhost';
  const listeners = [...new Set([`127.0.0.1:${ports.api}`, `${machineAddress}:${ports.api}`])].join(',');
  return {
    baseDomain,
    apiListen: process.env.API_LISTEN ?? listeners,
    apiUrl: process.env.API_URL ?? `http://127.0.0.1:${ports.api}`,
    routerUrl: process.env.ROUTER_URL ?? `http://${baseDomain}:${ports.routerHttp}`,
    routerHttp: process.env.ROUTER_HTTP ?? `127.0.0.1:${ports.routerHttp}`,
    routerHttps: process.env.ROUTER_HTTPS ?? `127.0.0.1:${ports.routerHttps}`,
  };
}

function adminOf(state) {
  const password =
    process.env.JUJUBE_ADMIN_PASSWORD ?? keptSecret(path.join(state.secretDir, 'admin-password'), newReadablePassword);
  return { username: process.env.JUJUBE_ADMIN_USERNAME ?? 'admin', password };
}
