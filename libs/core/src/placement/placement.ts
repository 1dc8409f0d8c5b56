import type { Grant } from '../cluster/grant.js';
import type { Host } from '../cluster/host.js';
import type { Resources } from '../quantity/resources.js';
import type { RuleClass } from './rule-class.js';
import type { HostAffinity } from '../rules/placement-rules.js';
import { CandidateSubsets } from './candidate-subsets.js';
import type { Demand } from './demand.js';
import { DomainTallies } from './domain-tallies.js';
import type { DomainTally } from './domain-tally.js';
import type { Crash, Holdings } from './holdings.js';
import { HostGpus } from './host-gpus.js';
import { HostPorts, portsIn } from './host-ports.js';
import { HostTally } from './host-tally.js';
import type { Occupant } from './occupant.js';

/** The books of placement: what is free on each host. Hosts go by their index in id order; `take` writes a placement down. */
export class Placement {
  readonly hosts: readonly Host[];
  readonly freeCpuMillis: Float64Array;
  readonly freeMemoryMib: Float64Array;
  /** what the hosts' allocatable says, and how many ports they have left; here, because it is asked for every host that is met */
  readonly allCpuMillis: Float64Array;
  readonly allMemoryMib: Float64Array;
  readonly freePorts: Int32Array;
  /** those that stay, by service */
  readonly staying = new HostTally();
  /** those about to leave, by service and generation */
  readonly leaving = new HostTally();
  /** those that crashed lately, by service and generation */
  readonly crashed = new HostTally();
  /** answers that depend on hosts and rules only; filled by candidateHosts() */
  readonly candidatesByClass = new Map<RuleClass | string, Int32Array>();
  /** the domains of such candidates by field; filled by candidateDomains() */
  readonly candidateDomains = new Map<Int32Array, Map<string, Int32Array>>();
  /** filled by attractedHosts() */
  readonly attractedByRule = new Map<HostAffinity, (host: number) => boolean>();
  /** counts for rules that look at more than one host */
  readonly domainTallies: DomainTallies;
  /** filled by openCandidates() */
  readonly openCandidates: CandidateSubsets;
  private readonly ports: (HostPorts | undefined)[];
  private readonly gpus: (HostGpus | undefined)[];
  private readonly indexById = new Map<string, number>();

  constructor(private readonly holdings: Holdings) {
    this.hosts = [...holdings.hosts].sort((a, b) => (a.id < b.id ? -1 : 1));
    this.domainTallies = new DomainTallies(this.hosts);
    this.openCandidates = new CandidateSubsets(this.domainTallies);
    this.hosts.forEach((host, index) => this.indexById.set(host.id, index));
    this.allCpuMillis = Float64Array.from(this.hosts, (host) => host.allocatable.cpuMillis);
    this.allMemoryMib = Float64Array.from(this.hosts, (host) => host.allocatable.memoryMib);
    this.freeCpuMillis = this.allCpuMillis.slice();
    this.freeMemoryMib = this.allMemoryMib.slice();
    this.freePorts = Int32Array.from(this.hosts, ({ portRange }) => portsIn(portRange));
    this.ports = new Array<HostPorts | undefined>(this.hosts.length);
    this.gpus = new Array<HostGpus | undefined>(this.hosts.length);
    for (const occupant of holdings.occupants) this.enter(occupant);
    for (const crash of holdings.crashes ?? []) this.enterCrash(crash);
  }

  indexOf(hostId: string): number | undefined {
    return this.indexById.get(hostId);
  }

  hostAt(index: number): Host {
    const host = this.hosts[index];
    if (!host) throw new Error(`no host has index ${index}; indexes come from this placement only`);
    return host;
  }

  /** Books the demand on the host and answers what it has there for itself. Does not check: fits() does. */
  take(index: number, demand: Demand): Grant {
    this.enterAgain(index, demand);
    const { needsPort, rules } = demand;
    const { ports = [], gpus } = rules;
    // first those that are wanted by number, lest one of them is given out by turn
    for (const { hostPort } of ports) if (hostPort !== undefined) this.holdPort(index, hostPort);
    const hostPort = needsPort ? this.takePort(index, rules.hostPort) : null;
    const granted = ports.map((port) => ({ ...port, hostPort: port.hostPort ?? this.takePort(index, undefined) }));
    return {
      hostPort,
      ...(granted.length > 0 && { ports: granted }),
      ...(gpus && { gpus: this.gpusOf(index).take(gpus) }),
    };
  }

  isPortFree(index: number, port: number): boolean {
    return !this.portsOf(index).isTaken(port);
  }

  /** Whether the port is one of those that are given out by turn. */
  isInRange(index: number, port: number): boolean {
    const { from, to } = this.portsOf(index);
    return port >= from && port <= to;
  }

  freeGpus(index: number): number {
    return this.gpusOf(index).free;
  }

  /** Books one of those that stay out again, but for what it has for itself, which rests. */
  leave(index: number, { service, resources: { cpuMillis, memoryMib } }: Demand): void {
    this.reserve(index, { cpuMillis: -cpuMillis, memoryMib: -memoryMib });
    this.staying.remove(service, index);
    this.domainTallies.remove(service, index);
  }

  /** Takes leave() back. */
  enterAgain(index: number, { service, resources }: Demand): void {
    this.reserve(index, resources);
    this.staying.add(service, index);
    this.domainTallies.add(service, index);
  }

  /** Dynos of the demand's own service by domain: those that stay, and those of its very generation that leave. */
  siblings(demand: Demand, field: string): DomainTally {
    const { service, generation } = demand;
    const known = this.domainTallies.known(service, field, generation);
    if (known) return known;
    const parts = [this.staying.of(service), this.leaving.of(generationKey(demand))];
    return this.domainTallies.begin(service, field, { generation, parts });
  }

  /** Dynos of any service that stay, by domain. */
  dynosOf(service: string, field: string): DomainTally {
    const known = this.domainTallies.known(service, field, null);
    if (known) return known;
    return this.domainTallies.begin(service, field, { generation: null, parts: [this.staying.of(service)] });
  }

  private enter(occupant: Occupant): void {
    const index = this.indexById.get(occupant.hostId);
    if (index === undefined) return;
    this.reserve(index, occupant.resources);
    if (occupant.isLeaving) this.enterLeaving(occupant, index);
    else this.staying.add(occupant.service, index);
    this.hold(index, occupant);
  }

  /** What leaves a host that is given up must not keep its own successor out of the host's zone. */
  private enterLeaving(occupant: Occupant, index: number): void {
    const { draining, status } = this.hostAt(index);
    if (!draining && status !== 'down') this.leaving.add(generationKey(occupant), index);
  }

  private enterCrash(crash: Crash): void {
    const index = this.indexById.get(crash.hostId);
    if (index !== undefined) this.crashed.add(generationKey(crash), index);
  }

  private reserve(index: number, { cpuMillis, memoryMib }: Resources): void {
    this.freeCpuMillis[index]! -= cpuMillis;
    this.freeMemoryMib[index]! -= memoryMib;
  }

  private takePort(index: number, wanted: number | undefined): number {
    const ports = this.portsOf(index);
    if (wanted !== undefined) {
      this.holdPort(index, wanted);
      return wanted;
    }
    const port = ports.take();
    this.freePorts[index] = ports.free;
    return port;
  }

  private hold(index: number, { hostPort, ports, gpus }: Grant): void {
    if (hostPort !== null) this.holdPort(index, hostPort);
    if (ports) for (const port of ports) this.holdPort(index, port.hostPort);
    if (gpus) for (const id of gpus) this.gpusOf(index).hold(id);
  }

  private holdPort(index: number, port: number): void {
    const ports = this.portsOf(index);
    ports.hold(port);
    this.freePorts[index] = ports.free;
  }

  private portsOf(index: number): HostPorts {
    return (this.ports[index] ??= this.openPorts(index));
  }

  private gpusOf(index: number): HostGpus {
    return (this.gpus[index] ??= new HostGpus(this.hostAt(index).gpus ?? []));
  }

  private openPorts(index: number): HostPorts {
    const { id, portRange } = this.hostAt(index);
    const ports = new HostPorts(portRange.from, portRange.to);
    const last = this.holdings.lastPorts.get(id);
    if (last !== undefined) ports.startAfter(last);
    return ports;
  }
}

export function generationKey(of: { readonly service: string; readonly generation: string }): string {
  return `${of.service}@${of.generation}`;
}
