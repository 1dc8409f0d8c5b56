import path from 'node:path';
import { removeRunning, writeRunning } from './running-file.mjs';
import { writeWhole } from '../state-dir.mjs';
import { Supervisor } from '../process/supervisor.mjs';
import { holdPorts } from './hold-ports.mjs';
import { stopOwnEngines } from './own-engines.mjs';
import { prepareMachine } from './prepare.mjs';
import { startStorage } from './storage.mjs';
import { startProcesses } from './start-processes.mjs';
import { logIn } from './log-in.mjs';
import { registerHosts } from './register-hosts.mjs';
import { deployDemo } from './demo.mjs';

/** A whole platform on this machine, from nothing to a deployed sample app, and back to nothing. */
export class Platform {
  constructor({ state, steps, options, log }) {
    Object.assign(this, { state, steps, options, log });
    this.supervisor = new Supervisor({ log, onChange: () => this.noteProcesses() });
  }

  /** Answers the facts that running.json holds. */
  async start(signal) {
    const { state, steps, options } = this;
    const machine = await prepareMachine({ state, steps, options, signal });
    this.engines = machine.engines;
    const { storage, places } = await this.startServices(machine, signal);
    this.watch = this.engines.watch(this.log);
    const { apiUrl } = places;
    const token = await steps.run('Log in', () => logIn(state, places).then((value) => ({ value })));
    const access = { apiUrl, token: token.value, signal };
    const registrations = this.engines.registrations();
    await steps.run('Hosts', () => registerHosts({ ...access, registrations }));
    const demoUrl = options.demo ? await steps.run('Sample app', () => deployDemo({ state, ...access })) : undefined;
    const facts = this.facts({ places, storage, token: token.value, demoUrl });
    writeRunning(state, facts);
    return facts;
  }

  async startServices(machine, signal) {
    const { state, steps, supervisor } = this;
    const release = await holdPorts(signal);
    try {
      const storage = await startStorage({ state, steps, supervisor, machine, signal });
      return { storage, places: await startProcesses({ state, steps, supervisor, storage, signal }) };
    } finally {
      release();
    }
  }

  /** Ends everything in the order in which nothing loses what it still needs. */
  async stop() {
    const { state, supervisor } = this;
    removeRunning(state);
    await this.watch?.stop();
    await supervisor.stop('builder', 'scheduler', 'router', 'api');
    await Promise.all([supervisor.stop('registry'), stopOwnEngines(state)]);
    await supervisor.stop();
    this.noteProcesses();
  }

  facts({ places, storage, token, demoUrl }) {
    const { apiUrl, routerUrl, baseDomain, username, password } = places;
    return {
      ...{
        apiUrl,
        routerUrl,
        registryUrl: storage.registry.url,
        baseDomain,
        pid: process.pid,
        username,
        password,
        token,
      },
      baseImage: storage.images.base,
      hosts: this.engines.describe(),
      stateDir: this.state.dir,
      ...(demoUrl ? { demoUrl } : {}),
    };
  }

  noteProcesses() {
    writeWhole(path.join(this.state.dir, 'processes.json'), JSON.stringify(this.supervisor.processes()));
  }
}
