import type { RulesWish } from '@jujube/core/rules/rules-wish.js';
import type { Mistakes } from '../definitions/mistakes.js';
import type { PortEntry } from './read-ports.js';
import { portsBeside } from './read-ports.js';
import { HOLDS } from './what-holds.js';

/** The lists of a definition that speak of ports; it uses one of them. */
export interface PortLists {
  readonly portDefinitions?: readonly {
    readonly name?: string;
    readonly port?: number;
    readonly protocol?: 'tcp' | 'udp';
  }[];
  readonly requirePorts?: boolean;
  readonly container?: {
    readonly portMappings?: readonly PortEntry[];
    readonly docker?: { readonly portMappings?: readonly PortEntry[] };
  };
}

/** What a definition says of ports, as placement rules; nothing where it does not speak of them. */
export function portRules(lists: PortLists, mistakes: Mistakes): Pick<RulesWish, 'hostPort' | 'ports'> {
  const { path, entries } = portEntries(lists);
  refuseUnheld(lists, mistakes);
  const [first] = entries;
  if (!first) return entries === NONE ? {} : { hostPort: undefined, ports: undefined };
  if (first.protocol === 'udp') mistakes.add(`${path}/0/protocol`, 'may only be "tcp": it is PORT');
  if (first.containerPort && first.containerPort !== HOLDS.containerPort) {
    mistakes.add(`${path}/0/containerPort`, `may only be 0 or ${HOLDS.containerPort} here: it is PORT`);
  }
  return { hostPort: first.hostPort || undefined, ports: portsBeside(entries) };
}

/** Whether a definition wants any port. */
export function wantsPorts(lists: PortLists): boolean {
  return portEntries(lists).entries.length > 0;
}

const NONE: readonly PortEntry[] = [];

function portEntries({ container, portDefinitions }: PortLists): { path: string; entries: readonly PortEntry[] } {
  if (container?.portMappings) return { path: '/container/portMappings', entries: container.portMappings };
  if (container?.docker?.portMappings) {
    return { path: '/container/docker/portMappings', entries: container.docker.portMappings };
  }
  // 0 is Marathon's "any"; there are no service ports
  const entries = portDefinitions?.map(({ name, port, protocol }) => ({ name, hostPort: port, protocol }));
  return { path: '/portDefinitions', entries: entries ?? NONE };
}

function refuseUnheld({ portDefinitions = [], requirePorts }: PortLists, mistakes: Mistakes): void {
  if (requirePorts) return;
  portDefinitions.forEach(({ port }, index) => {
    if (!port) return;
    const why = 'is taken as a port of the host with requirePorts only; there are no service ports';
    mistakes.add(`/portDefinitions/${index}/port`, why);
  });
}
