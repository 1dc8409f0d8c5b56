import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { newPassword } from '../passwords.mjs';
import { endProcesses, processesUsing } from '../process/processes.mjs';
import { Service } from '../process/service.mjs';
import { keptSecret, writeWhole } from '../state-dir.mjs';
import { boundToParent } from '../process/unprivileged.mjs';
import { freeDeletedImages } from './deleted-images.mjs';

export const TOKEN_SERVICE = 'jujube-registry';
export const TOKEN_ISSUER = 'jujube';

/**
 * Our image registry: Debian's docker-registry with token authentication, on an address that the engines reach.
 * options: address, port, realm (URL of the token service), certFile (of the token signer), notable(title, work) (runs work,
 * and tells of it when it takes long), freeWithinMs, signal. Answers {service, url}.
 */
export async function openRegistry(state, options) {
  const { address, port, realm, certFile, notable = (_title, work) => work(), freeWithinMs, signal } = options;
  const directory = path.join(state.dir, 'registry');
  const configFile = path.join(directory, 'config.json');
  mkdirSync(path.join(directory, 'images'), { recursive: true, mode: 0o700 });
  await endProcesses(processesUsing(directory));
  writeWhole(
    configFile,
    JSON.stringify(configOf({ state, directory, listen: `${address}:${port}`, realm, certFile }), null, 2),
  );
  const logFile = path.join(state.logDir, 'registry.log');
  await notable('Disk of deleted images', () =>
    freeDeletedImages({ directory, configFile, logFile, timeoutMs: freeWithinMs, signal }),
  );
  const url = `http://${address}:${port}`;
  const service = new Service({
    name: 'registry',
    argv: [...boundToParent(), 'docker-registry', 'serve', configFile],
    logFile,
    isReady: () => answers(`${url}/v2/`),
    env: { PATH: process.env.PATH, OTEL_TRACES_EXPORTER: 'none' },
  });
  return { service, url };
}

// JSON is YAML; the registry reads no other form
function configOf({ state, directory, listen, realm, certFile }) {
  return {
    version: 0.1,
    log: { level: 'warn', accesslog: { disabled: true } },
    storage: {
      filesystem: { rootdirectory: path.join(directory, 'images') },
      delete: { enabled: true },
      cache: { blobdescriptor: 'inmemory' },
      maintenance: { uploadpurging: { enabled: true, age: '24h', interval: '24h', dryrun: false } },
    },
    http: { addr: listen, secret: keptSecret(path.join(state.secretDir, 'registry-http'), newPassword) },
    auth: { token: { realm, service: TOKEN_SERVICE, issuer: TOKEN_ISSUER, rootcertbundle: certFile } },
  };
}

async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).status === 401;
  } catch {
    return false;
  }
}
