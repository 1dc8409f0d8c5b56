import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../free-port.mjs';
import { writeWhole } from '../state-dir.mjs';

const WANTED = { api: 5100, routerHttp: 8080, routerHttps: 8443, registry: 5010, postgres: 5480 };

/**
 * The ports of a platform: the usual ones, or the next free ones when somebody else listens there. They are kept, because
 * addresses stand in logins and image references.
 */
export async function choosePorts(state, machineAddress) {
  const file = path.join(state.dir, 'ports.json');
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const taken = [];
  const ports = {};
  for (const [name, usual] of Object.entries(WANTED)) {
    ports[name] = await freeEverywhere(kept[name] ?? usual, { hosts: hostsOf(name, machineAddress), taken });
    taken.push(ports[name]);
  }
  writeWhole(file, JSON.stringify(ports));
  return ports;
}

function hostsOf(name, machineAddress) {
  if (name === 'registry') return [machineAddress];
  return name === 'api' ? ['127.0.0.1', machineAddress] : ['127.0.0.1'];
}

async function freeEverywhere(wanted, { hosts, taken }) {
  let port = wanted;
  for (;;) {
    const first = await freePort(port, hosts[0], taken);
    const others = await Promise.all(hosts.slice(1).map((host) => freePort(first, host, taken)));
    if (others.every((other) => other === first)) return first;
    port = Math.max(...others);
  }
}
