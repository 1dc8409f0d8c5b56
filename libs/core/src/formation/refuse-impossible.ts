import { UserError } from '../errors/user-error.js';
import { formatCpu } from '../quantity/cpu.js';
import { formatMemory } from '../quantity/memory.js';
import type { Resources } from '../quantity/resources.js';

/** What is wanted of one process type. */
export interface FormationWish extends Resources {
  readonly processType: string;
  readonly quantity: number;
  readonly pool: string;
  readonly hostLabels: Readonly<Record<string, string>>;
  readonly isOnePerHost: boolean;
}

/** A registered host that has been reached at least once. */
export interface KnownHost extends Resources {
  readonly name: string;
  readonly pool: string;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Refuses what could not run even if every host were empty, with the arithmetic. What is only full now may become free and is
 * left to the scheduler; while no host is registered nothing is known. Throws `invalid_params`.
 */
export function refuseImpossible(wish: FormationWish, hosts: readonly KnownHost[]): void {
  if (wish.quantity === 0 || hosts.length === 0) return;
  const allowed = hosts.filter((host) => host.pool === wish.pool && hasLabels(host, wish.hostLabels));
  if (allowed.length === 0) refuse(wish, `none of the ${hosts.length} hosts is ${describePlace(wish)}`);
  const fitting = allowed.filter((host) => host.cpuMillis >= wish.cpuMillis && host.memoryMib >= wish.memoryMib);
  if (fitting.length === 0) refuse(wish, `it wants ${describe(wish)} per dyno, ${describeBiggest(allowed)}`);
  if (wish.isOnePerHost && wish.quantity > fitting.length) {
    refuse(
      wish,
      `one dyno per host makes ${wish.quantity} dynos need ${wish.quantity} hosts, and ${fitting.length} can take one`,
    );
  }
}

function hasLabels(host: KnownHost, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(labels).every(([key, value]) => host.labels[key] === value);
}

function describePlace({ pool, hostLabels }: FormationWish): string {
  const labels = Object.entries(hostLabels).map(([key, value]) => `${key}=${value}`);
  return [`in pool ${pool}`, ...(labels.length > 0 ? [`labelled ${labels.join(', ')}`] : [])].join(' and ');
}

function describe({ cpuMillis, memoryMib }: Resources): string {
  return `cpu ${formatCpu(cpuMillis)} and memory ${formatMemory(memoryMib)}`;
}

function describeBiggest(hosts: readonly KnownHost[]): string {
  const biggest = hosts.reduce((best, host) => (host.memoryMib > best.memoryMib ? host : best));
  return `and the biggest host for it, ${biggest.name}, has ${describe(biggest)}`;
}

function refuse({ processType }: FormationWish, why: string): never {
  throw new UserError('invalid_params', `${processType} can never run like this: ${why}.`);
}
