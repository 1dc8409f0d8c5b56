import type { PortWish } from '@jujube/core/rules/rules-wish.js';
import { fields, list, only, text, whole } from '../definitions/read-fields.js';

const MAX_PORTS = 21;
const anyPort = whole({ min: 0, max: 65_535 });

// 0 is Marathon's "any"
const mapping = fields({
  name: text({ max: 15 }),
  containerPort: anyPort,
  hostPort: anyPort,
  servicePort: only(0),
  protocol: only('tcp', 'udp'),
  labels: only({}),
});

/** The first is `PORT`, the others are ports beside it: `PORT_<NAME>`. */
export const readPortMappings = list(mapping, { max: MAX_PORTS });

export const readPortDefinitions = list(
  fields({ name: text({ max: 15 }), port: anyPort, protocol: only('tcp', 'udp'), labels: only({}) }),
  { max: MAX_PORTS },
);

/** One entry of either list. */
export interface PortEntry {
  readonly name?: string;
  readonly containerPort?: number;
  readonly hostPort?: number;
  readonly protocol?: 'tcp' | 'udp';
}

/** Ports beside the first, in the order of the list; those without a name are `port1`, `port2` … as Marathon counts them. */
export function portsBeside([, ...others]: readonly PortEntry[]): PortWish[] {
  return others.map(({ name, containerPort, hostPort, protocol }, index) => ({
    name: name ?? portName(index + 1),
    ...(containerPort && { containerPort }),
    ...(hostPort && { hostPort }),
    ...(protocol && { protocol }),
  }));
}

export function portName(index: number): string {
  return `port${index}`;
}
