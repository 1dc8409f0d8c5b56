import type { MarathonPortMapping } from '@jujube/contract/marathon.js';
import { CONTAINER_PORT } from '@jujube/core/cluster/container-port.js';
import type { PortWish } from '@jujube/core/rules/rules-wish.js';

/** A port beside the first of a list. */
export function presentPort(port: PortWish, index: number): MarathonPortMapping {
  const { name, containerPort = CONTAINER_PORT + 1 + index, hostPort = 0, protocol = 'tcp' } = port;
  return { name, containerPort, hostPort, servicePort: 0, protocol };
}
