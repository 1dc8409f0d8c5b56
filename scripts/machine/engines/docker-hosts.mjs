import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { selfSigned, signedBy } from '../certificates.mjs';
import { Engine } from './engine.mjs';
import { HostNetwork, chooseSubnet } from './host-network.mjs';
import { StepError } from '../step-error.mjs';
import { writeWhole } from '../state-dir.mjs';

/**
 * N Docker hosts on this machine, each a real engine in a network namespace with a mutual-TLS address PREFIX.I:2376 and a
 * unix socket. Any process can open them again through the state directory. `egress` gives containers a way to the internet,
 * `gpus` are ids that the last one tells as its graphics processors. Needs root.
 */
export async function openDockerHosts(state, { count, egress = false, gpus } = {}) {
  const settings = await settingsOf(state, { count, gpus });
  const network = new HostNetwork(state.id, settings.prefix);
  const tlsRoot = path.join(state.secretDir, `tls-${settings.prefix}`);
  const engine = (number) =>
    new Engine({
      ...{ state, network, number, egress, tlsDir: path.join(tlsRoot, `h${number}`) },
      gpus: number === settings.count ? settings.gpus : [],
    });
  const engines = Array.from({ length: settings.count }, (_, index) => engine(index + 1));
  const older = numbersIn(state.runDir).filter((number) => number > settings.count);
  return new DockerHosts({ state, network, tlsRoot, engines, strays: older.map(engine) });
}

class DockerHosts {
  constructor({ state, network, tlsRoot, engines, strays }) {
    Object.assign(this, { state, network, tlsRoot, engines, strays });
    this.clientTlsDir = path.join(tlsRoot, 'client');
  }

  async up(signal) {
    if (process.getuid() !== 0) {
      throw new StepError('starting Docker engines needs root', {
        todo: 'Run as root, or give an engine of your own: DOCKER_HOST=… npm start',
      });
    }
    await this.writeCertificates();
    // other wires than wanted: a killed run with another number of hosts; its engines sit in networks that go now
    if (!this.network.isWhole(this.engines.length)) await this.endAll();
    await this.network.up(this.engines.length);
    await Promise.all(this.engines.map((engine) => engine.start(signal)));
  }

  async down() {
    const stopped = await this.endAll();
    await this.network.down();
    clearCgroups(this.engines);
    rmSync(this.state.runDir, { recursive: true, force: true });
    const failed = stopped.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }

  endAll() {
    return Promise.allSettled([...this.engines, ...this.strays].map((engine) => engine.stop()));
  }

  named(name) {
    const engine = this.engines.find((each) => each.name === name);
    if (!engine)
      throw new StepError(`no host ${name} here; there are ${this.engines.map((each) => each.name).join(', ')}`);
    return engine;
  }

  /** What a client needs to reach each host. */
  describe() {
    const describe = ({ name, url, socket, address }) => ({ name, url, socket, tlsDir: this.clientTlsDir, address });
    return this.engines.map(describe);
  }

  async writeCertificates() {
    const authorityUse = ['keyUsage=critical,keyCertSign,cRLSign'];
    const authority = await selfSigned(path.join(this.tlsRoot, 'ca'), {
      name: `jujube hosts ${this.state.id}`,
      extensions: authorityUse,
    });
    for (const { name, address, tlsDir } of this.engines) {
      const names = `subjectAltName=IP:${address},IP:127.0.0.1,DNS:${name},DNS:localhost`;
      await signedBy(authority, tlsDir, { name, extensions: [names, 'extendedKeyUsage=serverAuth'] });
    }
    await signedBy(authority, this.clientTlsDir, { name: 'jujube', extensions: ['extendedKeyUsage=clientAuth'] });
  }
}

// hosts that have a directory for their sockets, whatever number is wanted now
function numbersIn(runDir) {
  const names = existsSync(runDir) ? readdirSync(runDir) : [];
  return names.map((name) => Number(name.match(/^h(\d+)$/)?.[1])).filter(Boolean);
}

// the subnet is kept while it is ours or free: addresses of hosts and images stand in the database
async function settingsOf(state, { count, gpus }) {
  const file = path.join(state.dir, 'engines.json');
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const isUp = kept.prefix && existsSync(`/sys/class/net/jj${state.id}`);
  const prefix = isUp ? kept.prefix : await chooseSubnet(state.id, kept.prefix);
  const settings = { prefix, count: count ?? kept.count ?? 1, gpus: gpus ?? kept.gpus ?? [] };
  writeWhole(file, JSON.stringify(settings));
  return settings;
}

// a killed engine leaves the empty cgroups of its containers
function clearCgroups(engines) {
  for (const { dataDir } of engines) {
    const containers = path.join(dataDir, 'docker/containers');
    for (const id of existsSync(containers) ? readdirSync(containers) : []) removeCgroup(id);
  }
}

function removeCgroup(id) {
  const controllers = readdirSync('/sys/fs/cgroup', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const parents = ['docker', 'system.slice', ...controllers.map(({ name }) => `${name}/docker`)];
  for (const parent of parents) {
    for (const name of [id, `docker-${id}.scope`]) {
      const directory = path.join('/sys/fs/cgroup', parent, name);
      if (existsSync(directory)) rmdirIfEmpty(directory);
    }
  }
}

function rmdirIfEmpty(directory) {
  try {
    rmdirSync(directory);
  } catch (error) {
    if (!['EBUSY', 'ENOTEMPTY', 'ENOENT'].includes(error.code)) throw error;
  }
}
