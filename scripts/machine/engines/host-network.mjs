import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { runProgram } from '../process/run-program.mjs';
import { StepError } from '../step-error.mjs';

/**
 * The wires between this machine and its engines: one network namespace per host, a bridge in a namespace of its own, and
 * one link to the machine, PREFIX.254. The machine's own firewall rules and sysctls stay as they are.
 */
export class HostNetwork {
  constructor(stateId, prefix) {
    this.name = `jj${stateId}`;
    this.prefix = prefix;
  }

  get bridgeNamespace() {
    return `${this.name}-sw`;
  }

  get machineAddress() {
    return `${this.prefix}.254`;
  }

  namespaceOf(number) {
    return `${this.name}-h${number}`;
  }

  addressOf(number) {
    return `${this.prefix}.${number}`;
  }

  /** The namespaces of this state directory that are there now, also those of an earlier run. */
  namespaces() {
    if (!existsSync('/run/netns')) return [];
    return readdirSync('/run/netns').filter((name) => name.startsWith(`${this.name}-`));
  }

  async up(count) {
    if (!this.isWhole(count)) await this.build(count);
  }

  isWhole(count) {
    const mark = `/sys/class/net/${this.name}/ifalias`;
    return existsSync(mark) && readFileSync(mark, 'utf8').trim() === wholeMark(count);
  }

  // half-made wires of a killed run are cheaper to make again than to inspect
  async build(count) {
    await this.down();
    const sw = this.bridgeNamespace;
    await ip('netns', 'add', sw);
    await ip('-n', sw, 'link', 'add', 'br0', 'type', 'bridge');
    await ip('-n', sw, 'link', 'set', 'br0', 'up');
    await ip('link', 'add', this.name, 'type', 'veth', 'peer', 'name', 'machine', 'netns', sw);
    await ip('-n', sw, 'link', 'set', 'machine', 'master', 'br0', 'up');
    await ip('addr', 'add', `${this.machineAddress}/24`, 'dev', this.name);
    await ip('link', 'set', this.name, 'up');
    for (let number = 1; number <= count; number++) await this.addHost(number);
    // written last: who finds it knows that nothing is missing
    await ip('link', 'set', this.name, 'alias', wholeMark(count));
  }

  async addHost(number) {
    const inside = this.namespaceOf(number);
    await ip('netns', 'add', inside);
    await ip('-n', inside, 'link', 'set', 'lo', 'up');
    await ip(
      '-n',
      inside,
      'link',
      'add',
      'eth0',
      'type',
      'veth',
      'peer',
      'name',
      `h${number}`,
      'netns',
      this.bridgeNamespace,
    );
    await ip('-n', this.bridgeNamespace, 'link', 'set', `h${number}`, 'master', 'br0', 'up');
    await ip('-n', inside, 'addr', 'add', `${this.addressOf(number)}/24`, 'dev', 'eth0');
    await this.plug(number);
  }

  /** Puts a host's cable in; the route through the machine goes with the link, so it is set again. An uplink goes before it. */
  async plug(number) {
    const inside = this.namespaceOf(number);
    await ip('-n', inside, 'link', 'set', 'eth0', 'up');
    await ip('-n', inside, 'route', 'replace', 'default', 'via', this.machineAddress, 'metric', '1000');
  }

  async unplug(number) {
    await ip('-n', this.namespaceOf(number), 'link', 'set', 'eth0', 'down');
  }

  async down() {
    if (existsSync(`/sys/class/net/${this.name}`)) await ip('link', 'del', this.name);
    for (const namespace of this.namespaces()) await ip('netns', 'del', namespace);
  }
}

/** The first /24 of 10.231.x that this machine does not use; each state directory begins at its own place, so two rarely meet. */
export async function chooseSubnet(stateId, preferred) {
  const used = await usedPrefixes();
  const start = parseInt(stateId, 16) % 250;
  const all = Array.from({ length: 250 }, (_, step) => `10.231.${1 + ((start + step) % 250)}`);
  const prefix = [preferred, ...all].find((candidate) => candidate && !used.has(candidate));
  if (prefix) return prefix;
  throw new StepError('every /24 of 10.231.0.0/16 is in use on this machine', {
    todo: 'Look at `ip -4 addr` and `ip -4 route`; npm stop in clones that are no longer needed frees theirs.',
  });
}

async function usedPrefixes() {
  const addresses = await ip('-4', '-o', 'addr');
  const routes = await ip('-4', 'route');
  const found = `${addresses.stdout}\n${routes.stdout}`.match(/10\.231\.\d+(?=\.\d+)/g);
  return new Set(found ?? []);
}

function wholeMark(count) {
  return `jujube with ${count} hosts`;
}

function ip(...args) {
  return runProgram(['ip', ...args], { timeoutMs: 10_000 });
}
