import { UserError } from '../errors/user-error.js';
import { parseHostLabel, parseHostLabels } from '../host/host-labels.js';
import { parseAffinity } from './parse-affinity.js';
import { parseConstraint } from './parse-constraint.js';
import { parsePorts } from './parse-ports.js';
import { parseSpread } from './parse-spread.js';
import { refuseContradictions } from './refuse-contradictions.js';
import type { AffinityWish, RulesWish } from './rules-wish.js';

const MAX_RULES = 20;
const MAX_PRIORITY = 100;
const MAX_GPUS = 64;

/**
 * Checks each rule and all of them together; answers them in the form in which they are stored: process types of the app itself
 * without its name, so that they stay right when it is renamed. Throws `invalid_params`.
 */
export function parseRules(wish: RulesWish, appName: string): RulesWish {
  const { hostLabels = {}, constraints = [], affinity = [], spread = [], tolerations = [] } = wish;
  const { priority, hostPort, ports = [], gpus } = wish;
  atMost('constraints', constraints);
  atMost('affinity rules', affinity);
  atMost('spread rules', spread);
  atMost('tolerations', tolerations);
  const parsed: RulesWish = {
    ...wish,
    hostLabels: parseHostLabels(hostLabels),
    ...(constraints.length > 0 && { constraints: constraints.map(parseConstraint) }),
    ...(affinity.length > 0 && { affinity: affinity.map((one) => withoutName(parseAffinity(one), appName)) }),
    ...(spread.length > 0 && { spread: spread.map(parseSpread) }),
    ...(tolerations.length > 0 && { tolerations: tolerations.map(parseToleration) }),
    ...(priority !== undefined && { priority: parsePriority(priority) }),
    ...(hostPort !== undefined && { hostPort: parseHostPort(hostPort) }),
    ...(ports.length > 0 && { ports: parsePorts(ports) }),
    ...(gpus !== undefined && { gpus: parseGpus(gpus) }),
  };
  refuseSamePort(parsed);
  refuseContradictions(parsed);
  return parsed;
}

function withoutName(wish: AffinityWish, appName: string): AffinityWish {
  const isOwn = wish.target === 'service' && wish.selector.startsWith(`${appName}.`);
  return isOwn ? { ...wish, selector: wish.selector.slice(appName.length + 1) } : wish;
}

function atMost(what: string, rules: readonly unknown[]): void {
  if (rules.length <= MAX_RULES) return;
  throw new UserError('invalid_params', `${rules.length} ${what} are too many; at most ${MAX_RULES}.`);
}

/** A value that the label `requires` of a host may have. */
function parseToleration(value: string): string {
  return parseHostLabel(`requires=${value}`)[1];
}

function parsePriority(priority: number): number {
  if (Number.isInteger(priority) && priority >= 0 && priority <= MAX_PRIORITY) return priority;
  throw new UserError('invalid_params', `${priority} is no priority: write a whole number from 0 to ${MAX_PRIORITY}.`);
}

function parseHostPort(port: number): number {
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new UserError('invalid_params', `${port} is no host port: write a whole number from 1 to 65535.`);
}

/** 0 is none, and stored as no wish. */
function parseGpus(gpus: number): number | undefined {
  if (Number.isInteger(gpus) && gpus >= 0 && gpus <= MAX_GPUS) return gpus === 0 ? undefined : gpus;
  throw new UserError('invalid_params', `${gpus} is no number of gpus: write a whole number from 0 to ${MAX_GPUS}.`);
}

function refuseSamePort({ hostPort, ports = [] }: RulesWish): void {
  const same = ports.find((port) => hostPort !== undefined && port.hostPort === hostPort);
  if (!same) return;
  throw new UserError('invalid_params', `Port ${hostPort} of the host cannot be PORT and ${same.name} at once.`);
}
