import { readFileSync } from 'node:fs';
import path from 'node:path';
import { testHosts } from './test-hosts.js';

const SCRIPTS = path.resolve(import.meta.dirname, '../../scripts/machine');

/** The switches of one test host. What is switched off must be switched on again: tests share their hosts. */
export interface HostPower {
  /** pulls the plug: silence, every process dies */
  cut(): Promise<void>;
  /** every process dies, the machine goes on refusing connections */
  crash(): Promise<void>;
  /** the engine alone dies; its containers go on */
  killEngine(): void;
  /** the engine alone gets a signal, e.g. SIGSTOP */
  signalEngine(signal: NodeJS.Signals): void;
  /** only the cable: silence, but everything there goes on */
  unplug(): Promise<void>;
  plug(): Promise<void>;
  on(): Promise<void>;
}

interface Engine {
  runDir: string;
  number: number;
  network: { unplug(number: number): Promise<void>; plug(number: number): Promise<void> };
  kill(): Promise<void>;
  endEverything(): Promise<void>;
  powerOn(): Promise<void>;
}

export async function powerOf(hostName: string): Promise<HostPower> {
  const engine = await engineOf(hostName);
  const signalEngine = (signal: NodeJS.Signals) =>
    void process.kill(Number(readFileSync(path.join(engine.runDir, 'docker.pid'), 'utf8')), signal);
  return {
    cut: () => engine.kill(),
    crash: () => engine.endEverything(),
    killEngine: () => signalEngine('SIGKILL'),
    signalEngine,
    unplug: () => engine.network.unplug(engine.number),
    plug: () => engine.network.plug(engine.number),
    on: () => engine.powerOn(),
  };
}

// the services' directory is where their certificates are: DIR/secrets/tls-PREFIX/client
async function engineOf(hostName: string): Promise<Engine> {
  const servicesDir = path.resolve(testHosts()[0]?.tlsDir ?? '', '../../..');
  const { openStateDir } = await import(path.join(SCRIPTS, 'state-dir.mjs'));
  const { openDockerHosts } = await import(path.join(SCRIPTS, 'engines/docker-hosts.mjs'));
  return (await openDockerHosts(openStateDir(servicesDir))).named(hostName);
}
