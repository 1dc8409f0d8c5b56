import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { openDockerHosts } from '../engines/docker-hosts.mjs';
import { watchEngines } from '../engines/watch-engines.mjs';

/** The engines that `npm start` runs itself: real ones in network namespaces of this machine. */
export async function ownEngines(state, count) {
  const hosts = await openDockerHosts(state, { count, egress: true });
  const tls = () => {
    const pem = (name) => readFileSync(path.join(hosts.clientTlsDir, name), 'utf8');
    return { ca: pem('ca.pem'), cert: pem('cert.pem'), key: pem('key.pem') };
  };
  return {
    machineAddress: hosts.network.machineAddress,
    up: (signal) => hosts.up(signal),
    watch: (log) => watchEngines(hosts.engines, log),
    registrations: () => hosts.engines.map(({ name, url, address }) => ({ name, url, address, tls: tls() })),
    describe: () => hosts.describe(),
  };
}

/** Stops the engines of a state directory, also those of a start that failed half-way; given engines are left alone. */
export async function stopOwnEngines(state) {
  if (existsSync(path.join(state.dir, 'engines.json'))) await (await openDockerHosts(state)).down();
  rmSync(state.runDir, { recursive: true, force: true });
}
