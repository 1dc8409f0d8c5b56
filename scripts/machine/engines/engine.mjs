import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startDaemon, turnLogOver } from './daemon.mjs';
import { pathWithGpuDriver } from './gpu-driver.mjs';
import { containerdConfig, dockerdConfig } from './engine-config.mjs';
import { pingEngine, stopContainers } from './engine-api.mjs';
import { childrenOf, endProcesses, nameOf, processesInNetwork, processesUsing } from '../process/processes.mjs';
import { StepError } from '../step-error.mjs';
import { writeWhole } from '../state-dir.mjs';
import { waitUntil } from '../wait-until.mjs';
import { unmountBelow } from '../process/mounts.mjs';
import { Uplink } from './uplink.mjs';

const DAEMONS = /^(dockerd|containerd|containerd-shim.*|docker-proxy|slirp4netns)$/;

/**
 * One real Docker engine inside a network namespace, with its own containerd, images and sockets. Its daemons outlive the
 * program that started them (a restart of the platform leaves apps alone), so everything is found again through the disk.
 */
export class Engine {
  constructor({ state, network, number, tlsDir, egress = false, gpus = [] }) {
    Object.assign(this, { network, number, tlsDir, egress, gpus });
    this.name = `h${number}`;
    this.runDir = path.join(state.runDir, this.name);
    this.dataDir = path.join(state.dir, 'engines', this.name);
    this.logFile = path.join(state.logDir, `engine-${this.name}.log`);
    this.socket = path.join(this.runDir, 'docker.sock');
    this.containerdSocket = path.join(this.runDir, 'containerd.sock');
    this.address = network.addressOf(number);
    this.url = `tcp://${this.address}:2376`;
    this.uplink = new Uplink({ runDir: this.runDir, namespace: network.namespaceOf(number) });
  }

  /** True when it was switched off on purpose: then nobody may start it but start(). */
  get isOff() {
    return existsSync(path.join(this.runDir, 'off'));
  }

  isAnswering() {
    return pingEngine(this.socket);
  }

  /** Starts the daemons, or finds them running. What a killed one left (daemons, mounts) is cleared first. */
  async start(signal) {
    rmSync(path.join(this.runDir, 'off'), { force: true });
    for (const directory of [this.runDir, this.dataDir]) mkdirSync(directory, { recursive: true, mode: 0o700 });
    this.ensureUplink();
    if (await this.isAnswering()) return;
    await this.endDaemons();
    this.writeConfig();
    turnLogOver(this.logFile);
    const inRunDir = (name) => path.join(this.runDir, name);
    const grpc = ['--address', this.containerdSocket, '--state', inRunDir('containerd')];
    this.startInside('containerd', '--config', path.join(this.dataDir, 'containerd.toml'), ...grpc);
    await this.waitFor('containerd', () => existsSync(this.containerdSocket), signal);
    const config = path.join(this.dataDir, 'daemon.json');
    const drivers = this.gpus.length > 0 ? ['env', pathWithGpuDriver(this.dataDir)] : [];
    this.startInside(...drivers, 'dockerd', '--config-file', config, '--pidfile', inRunDir('docker.pid'));
    await this.waitFor('dockerd', () => this.isAnswering(), signal);
  }

  /** Gives its containers a way to the internet where that is wanted and possible. */
  ensureUplink() {
    if (this.egress && Uplink.isPossible && !this.uplink.isUp) startDaemon(this.uplink.argv(), this.logFile);
  }

  /** Ends containers gently, then the daemons, then whatever is left; its images and stopped containers stay on disk. */
  async stop() {
    writeWholeIfThere(this.runDir, 'off');
    await stopContainers(this.socket, { graceS: 5, deadlineMs: 12_000 });
    await this.endDaemons('dockerd');
    await this.endEverything();
    rmSync(this.runDir, { recursive: true, force: true });
  }

  /** Pulls the plug: the cable goes first, so that nobody hears a goodbye, then every process dies at once. */
  async kill() {
    writeFileSync(path.join(this.runDir, 'off'), '');
    await this.network.unplug(this.number);
    await endProcesses(this.processes(), { signal: 'SIGKILL' });
    await this.endEverything();
  }

  /** Starts it again after kill(): same data, same address. */
  async powerOn() {
    await this.network.plug(this.number);
    await this.start();
  }

  async endEverything() {
    await endProcesses(this.processes(), { signal: 'SIGKILL' });
    await unmountBelow(this.runDir);
    await unmountBelow(this.dataDir);
    rmSync(path.join(this.runDir, 'exec'), { recursive: true, force: true });
  }

  // with live-restore the shims and their containers go on without these two
  async endDaemons(...names) {
    const wanted = names.length > 0 ? names : ['dockerd', 'containerd'];
    for (const name of wanted) {
      await endProcesses(
        this.ownProcesses().filter((pid) => nameOf(pid) === name),
        { timeoutMs: 10_000 },
      );
    }
    for (const file of ['docker.pid', 'docker.sock', 'containerd.sock'])
      rmSync(path.join(this.runDir, file), { force: true });
  }

  // only an engine's own programs: somebody's `docker -H unix://…` names the same directory
  ownProcesses() {
    return processesUsing(this.runDir).filter((pid) => DAEMONS.test(nameOf(pid)));
  }

  processes() {
    const own = this.ownProcesses();
    const containers = own.filter((pid) => nameOf(pid).startsWith('containerd-shim')).flatMap(childrenOf);
    return [...new Set([...own, ...containers, ...processesInNetwork(this.network.namespaceOf(this.number))])];
  }

  // nsenter, not `ip netns exec`: the latter mounts another /sys and hides the cgroups
  startInside(...argv) {
    const network = `--net=/run/netns/${this.network.namespaceOf(this.number)}`;
    startDaemon(['nsenter', network, '--', ...argv], this.logFile);
  }

  writeConfig() {
    writeWhole(path.join(this.dataDir, 'containerd.toml'), containerdConfig(this));
    writeWhole(path.join(this.dataDir, 'daemon.json'), dockerdConfig(this));
  }

  async waitFor(what, probe, signal) {
    const todo =
      'Read that log; a kernel without overlayfs or a container without rights over networks cannot run an engine.';
    try {
      await waitUntil(`${what} of ${this.name} answers`, probe, { timeoutMs: 60_000, everyMs: 50, signal });
    } catch (cause) {
      throw new StepError(cause.message, { cause, log: this.logFile, todo });
    }
  }
}

function writeWholeIfThere(directory, name) {
  if (existsSync(directory)) writeFileSync(path.join(directory, name), '');
}
