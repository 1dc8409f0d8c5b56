import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { findProgram } from '../packages.mjs';
import { nameOf, processesUsing } from '../process/processes.mjs';

/**
 * The way of one host's containers to the internet: slirp4netns, network address translation in a program of its own, so
 * that the machine's firewall and sysctls stay as they are. The machine's 127.0.0.1 is not reached through it.
 */
export class Uplink {
  constructor({ runDir, namespace }) {
    this.socket = path.join(runDir, 'uplink.sock');
    this.namespace = namespace;
  }

  /** False where the kernel or the packages do not allow it: then hosts reach this machine and nothing beyond. */
  static get isPossible() {
    return existsSync('/dev/net/tun') && Boolean(findProgram('slirp4netns'));
  }

  get isUp() {
    return processesUsing(path.dirname(this.socket)).some((pid) => nameOf(pid) === 'slirp4netns');
  }

  /** argv of the program; a socket left by a killed one would stop it from starting. */
  argv() {
    rmSync(this.socket, { force: true });
    const how = ['--configure', '--mtu=1500', '--disable-host-loopback', '--netns-type=path'];
    return ['slirp4netns', ...how, `--api-socket=${this.socket}`, `/run/netns/${this.namespace}`, 'tap0'];
  }
}
