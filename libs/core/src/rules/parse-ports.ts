import { CONTAINER_PORT } from '../cluster/container-port.js';
import { UserError } from '../errors/user-error.js';
import type { NamedPort } from './placement-rules.js';
import type { PortWish } from './rules-wish.js';

const MAX_PORTS = 20;
const NAME = /^[a-z][a-z0-9-]{0,14}$/;

/** With their defaults written out. Throws `invalid_params`. */
export function parsePorts(wishes: readonly PortWish[]): NamedPort[] {
  if (wishes.length > MAX_PORTS) refuse(`${wishes.length} are too many; at most ${MAX_PORTS}`);
  const ports = wishes.map(parsePort);
  refuseTwice(
    ports.map(({ name }) => name),
    (name) => `two are called ${name}`,
  );
  const inside = ports.map(({ containerPort, protocol }) => `${containerPort}/${protocol}`);
  refuseTwice([`${CONTAINER_PORT}/tcp`, ...inside], (port) => `${port} of the container is taken twice (PORT is one)`);
  refuseTwice(
    ports.flatMap(({ hostPort }) => hostPort ?? []),
    (port) => `port ${port} of the host is wanted twice`,
  );
  return ports;
}

function parsePort({ name, containerPort, hostPort, protocol = 'tcp' }: PortWish, index: number): NamedPort {
  if (!NAME.test(name)) {
    refuse(`"${name.slice(0, 60)}" must start with a letter and have at most 15 lower-case letters, digits or -`);
  }
  if (protocol !== 'tcp' && protocol !== 'udp') refuse(`${name} is neither tcp nor udp`);
  return {
    name,
    containerPort: parseNumber(name, containerPort ?? CONTAINER_PORT + 1 + index),
    ...(hostPort !== undefined && { hostPort: parseNumber(name, hostPort) }),
    protocol,
  };
}

function parseNumber(name: string, port: number): number {
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  return refuse(`${port} for ${name} is none: write a whole number from 1 to 65535`);
}

function refuseTwice<T>(values: readonly T[], why: (value: T) => string): void {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) refuse(why(twice));
}

function refuse(why: string): never {
  throw new UserError('invalid_params', `Ports: ${why}.`);
}
