import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { anyPort } from './free-port.mjs';
import { newPassword } from './passwords.mjs';
import { endProcesses, processesUsing } from './process/processes.mjs';
import { Service } from './process/service.mjs';
import { keptSecret, writeWhole } from './state-dir.mjs';
import { boundToParent } from './process/unprivileged.mjs';

/** A private Redis with a password, set up the way the queue needs it (append-only, never evicting). Answers {service, url}. */
export async function openRedis(state) {
  const directory = path.join(state.dir, 'redis');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  await endProcesses(processesUsing(directory));
  const password = keptSecret(path.join(state.secretDir, 'redis'), newPassword);
  const port = await anyPort();
  const configFile = path.join(directory, 'redis.conf');
  const settings = {
    bind: '127.0.0.1',
    port,
    dir: directory,
    requirepass: password,
    appendonly: 'yes',
    save: '""',
    'maxmemory-policy': 'noeviction',
  };
  writeWhole(
    configFile,
    Object.entries(settings)
      .map((pair) => `${pair.join(' ')}\n`)
      .join(''),
  );
  const service = new Service({
    name: 'redis',
    argv: [...boundToParent(), 'redis-server', configFile],
    logFile: path.join(state.logDir, 'redis.log'),
    isReady: (output) => output.includes('Ready to accept connections'),
  });
  return { service, url: `redis://:${password}@127.0.0.1:${port}` };
}
