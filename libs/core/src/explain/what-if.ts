import type { Cluster } from '../cluster/cluster.js';
import type { Host } from '../cluster/host.js';
import { UserError } from '../errors/user-error.js';
import { parseProcessType } from '../formation/process-type.js';
import { parseQuantity } from '../formation/quantity.js';
import { parseHostName } from '../host/host-name.js';
import type { Wanted, WantedProcess, WantedSlot } from '../wanted/wanted.js';

/** What somebody might do, or what might happen. */
export type WhatIf =
  | { readonly kind: 'scale'; readonly processType: string; readonly quantity: string }
  | { readonly kind: 'host'; readonly name: string; readonly state: HostFate };

type HostFate = 'down' | 'cordoned' | 'ready';

const FATES: Readonly<Record<HostFate, Partial<Host>>> = {
  down: { status: 'down', notReadySinceMs: 0 },
  cordoned: { eligible: false },
  ready: { status: 'ready', notReadySinceMs: null, eligible: true, draining: false },
};

export interface Situation {
  readonly wanted: Wanted;
  readonly cluster: Cluster;
}

/** `web=+3`, `web=5` or `host:h2=down`. Throws `invalid_params`. */
export function parseWhatIf(text: string): WhatIf {
  const [, subject = '', value = ''] = /^([^=]{1,80})=([^=]{1,20})$/.exec(text) ?? [];
  if (!subject.startsWith('host:')) {
    if (!/^[+-]?\d{1,6}$/.test(value)) refuse(`"${text.slice(0, 60)}" is neither like web=+3 nor like host:h2=down`);
    return { kind: 'scale', processType: parseProcessType(subject), quantity: value };
  }
  if (!Object.hasOwn(FATES, value)) refuse(`a host can be ${Object.keys(FATES).join(', ')}, not "${value}"`);
  return { kind: 'host', name: parseHostName(subject.slice('host:'.length)), state: value as HostFate };
}

/** The situation as it would be; nothing is done, and the given one stays as it is. Throws `invalid_params`. */
export function suppose(now: Situation, appId: string, changes: readonly WhatIf[]): Situation {
  return changes.reduce((situation, change) => {
    if (change.kind === 'host') return { ...situation, cluster: withHost(situation.cluster, change) };
    return { ...situation, wanted: withQuantity(situation.wanted, appId, change) };
  }, now);
}

function withHost(cluster: Cluster, { name, state }: Extract<WhatIf, { kind: 'host' }>): Cluster {
  if (!cluster.hosts.some((host) => host.name === name)) refuse(`there is no host ${name}`);
  const hosts = cluster.hosts.map((host) => (host.name === name ? { ...host, ...FATES[state] } : host));
  return { ...cluster, hosts };
}

function withQuantity(wanted: Wanted, appId: string, change: Extract<WhatIf, { kind: 'scale' }>): Wanted {
  const app = wanted.apps.find((one) => one.appId === appId);
  const process = app?.processes.find(({ processType }) => processType === change.processType);
  if (!app || !process) return refuse(`the app runs no process type ${change.processType}`);
  const processes = app.processes.map((one) => (one === process ? scaled(process, change.quantity) : one));
  return { apps: wanted.apps.map((one) => (one === app ? { ...app, processes } : one)) };
}

function scaled(process: WantedProcess, wish: string): WantedProcess {
  const quantity = parseQuantity(wish, process.slots.length);
  const slots = Array.from({ length: quantity }, (_, at) => process.slots[at] ?? nextSlot(process, at + 1));
  return { ...process, slots };
}

/** A slot as one more dyno of the process type would get it. */
export function nextSlot({ slots, releaseId }: WantedProcess, slot: number): WantedSlot {
  return { slot, generation: slots[0]?.generation ?? `${releaseId}:next`, isStopped: false };
}

function refuse(why: string): never {
  throw new UserError('invalid_params', `What if: ${why}.`);
}
