import { parseHostLabels } from '../host/host-labels.js';
import { parseAffinity } from '../rules/parse-affinity.js';
import { parseConstraint } from '../rules/parse-constraint.js';
import { parsePorts } from '../rules/parse-ports.js';
import { parseSpread } from '../rules/parse-spread.js';
import type { AffinityWish, ConstraintTuple, PortWish, RulesWish, SpreadWish } from '../rules/rules-wish.js';
import type { ManifestNode } from './manifest-node.js';
import { at, refuseAt } from './place.js';
import { readFields, mapOf, type Fields } from './read-fields.js';
import {
  isNothing,
  readChoice,
  readFlag,
  readList,
  readNumber,
  readShortText,
  readText,
  readWhole,
} from './read-values.js';

const AFFINITY: Fields<AffinityWish> = {
  target: (node) => ({ target: readChoice(node, ['host', 'service', 'label']) }),
  selector: (node) => ({ selector: readText(node) }),
  topology_key: (node) => ({ topologyKey: readText(node) }),
  weight: (node) => ({ weight: readNumber(node) }),
  required: (node) => ({ isRequired: readFlag(node) }),
};

const SPREAD: Fields<SpreadWish> = {
  topology_key: (node) => ({ topologyKey: readText(node) }),
  max_skew: (node) => ({ maxSkew: readNumber(node) }),
  min_domains: (node) => ({ minDomains: readNumber(node) }),
  when_unsatisfiable: (node) => ({ whenUnsatisfiable: readChoice(node, ['DoNotSchedule', 'ScheduleAnyway']) }),
  weight: (node) => ({ weight: readNumber(node) }),
};

const PORT: Fields<PortWish> = {
  name: (node) => ({ name: readText(node) }),
  container_port: (node) => ({ containerPort: readWhole(node, [1, 65_535]) }),
  host_port: (node) => ({ hostPort: readWhole(node, [1, 65_535]) }),
  protocol: (node) => ({ protocol: readChoice(node, ['tcp', 'udp']) }),
};

/** Where dynos go, by the names that the API has for it. An empty value takes a rule away. */
export const RULES: Fields<RulesWish> = {
  pool: (node) => ({ pool: isNothing(node) ? undefined : readShortText(node, 63) }),
  host_labels: (node) => ({ hostLabels: isNothing(node) ? undefined : readLabels(node) }),
  one_per_host: (node) => ({ isOnePerHost: readFlag(node) || undefined }),
  constraints: (node) => ({ constraints: unlessEmpty(readList(node, readConstraint)) }),
  affinity: (node) => ({ affinity: unlessEmpty(readList(node, readAffinity)) }),
  spread: (node) => ({ spread: unlessEmpty(readList(node, readSpread)) }),
  tolerations: (node) => ({ tolerations: unlessEmpty(readList(node, readText)) }),
  priority: (node) => ({ priority: isNothing(node) ? undefined : readNumber(node) }),
  host_port: (node) => ({ hostPort: isNothing(node) ? undefined : readWhole(node, [1, 65_535]) }),
  ports: (node) => ({ ports: unlessEmpty(readPorts(node)) }),
  gpus: (node) => ({ gpus: isNothing(node) ? undefined : readWhole(node, [0, 64]) || undefined }),
};

function unlessEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function readLabels(node: ManifestNode): Record<string, string> | undefined {
  const labels = mapOf(node, 'host_labels').entries.map(({ key, value }) => [key, readText(value)]);
  return labels.length === 0 ? undefined : parseHostLabels(Object.fromEntries(labels));
}

/** `zone:GROUP_BY:3`, of which the value may hold colons, or Marathon's `[zone, GROUP_BY, 3]`. */
function readConstraint(node: ManifestNode): ConstraintTuple {
  return at(node.place, () => parseConstraint(node.kind === 'list' ? node.items.map(readText) : parts(node)));
}

function parts(node: ManifestNode): string[] {
  const [field = '', operator = '', ...value] = readText(node).split(':');
  return value.length === 0 ? [field, operator] : [field, operator, value.join(':')];
}

function readAffinity(node: ManifestNode): AffinityWish {
  const wish = readFields(node, AFFINITY, 'affinity');
  const { target, selector } = wish;
  if (target === undefined || selector === undefined) return refuseAt(node.place, 'affinity needs target and selector');
  return at(node.place, () => parseAffinity({ ...wish, target, selector }));
}

function readPorts(node: ManifestNode): PortWish[] {
  return at(node.place, () => parsePorts(readList(node, readPort)));
}

function readPort(node: ManifestNode): PortWish {
  const wish = readFields(node, PORT, 'ports');
  return wish.name === undefined ? refuseAt(node.place, 'ports needs a name') : { ...wish, name: wish.name };
}

function readSpread(node: ManifestNode): SpreadWish {
  const wish = readFields(node, SPREAD, 'spread');
  const { topologyKey } = wish;
  if (topologyKey === undefined) return refuseAt(node.place, 'spread needs a topology_key');
  return at(node.place, () => parseSpread({ ...wish, topologyKey }));
}
