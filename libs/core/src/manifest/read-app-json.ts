import { MAX_QUANTITY } from '../formation/quantity.js';
import { parseProcessType } from '../formation/process-type.js';
import type { Manifest, ManifestProcess } from './manifest.js';
import type { ManifestNode, MapEntry } from './manifest-node.js';
import { at, refuseAt } from './place.js';
import { readEnv } from './read-env.js';
import { mapOf, readFields, type Fields } from './read-fields.js';
import { isNothing, readText, readWhole } from './read-values.js';

type Part = Pick<Manifest, 'processes' | 'vars' | 'notes'>;

/** What only tells something, or is for apps that are made from this one: nothing follows from it here. */
const DESCRIPTIVE = [
  ...['$schema', 'name', 'description', 'keywords', 'website', 'repository', 'logo', 'success_url', 'stack'],
  'environments',
];

/** Of what the app needs to run at Heroku and does not get here, what to do instead. */
const IMPOSSIBLE: Readonly<Record<string, string>> = {
  addons: 'there are no add-ons here; make the service known by its config var (jujube config:set DATABASE_URL=…)',
  scripts: 'there are no scripts around a deployment here; run what they do yourself',
  image: 'images are pushed here, not named; see jujube releases create',
  buildpacks: 'there are no buildpacks here; the source is built by its Dockerfile or its Procfile',
};

/** The keys of Heroku's app.json: what Jujube can do is done, what it cannot is refused, unless it is empty. */
export function appJsonFields(): Fields<Part> {
  const ignored = DESCRIPTIVE.map((key) => [key, () => ({})]);
  const refused = Object.keys(IMPOSSIBLE).map((key) => [key, (node: ManifestNode) => refuseUnlessEmpty(key, node)]);
  return {
    ...Object.fromEntries([...ignored, ...refused]),
    formation: readFormation,
    env: (node) => ({ vars: readEnv(node) }),
  };
}

function refuseUnlessEmpty(key: string, node: ManifestNode): Partial<Part> {
  const isEmptyList = node.kind === 'list' && node.items.length === 0;
  const isEmptyMap = node.kind === 'map' && node.entries.length === 0;
  if (isEmptyList || isEmptyMap || isNothing(node)) return {};
  const instead = `Take ${key} out, or add a jujube.yml, which is then read in place of this file`;
  return refuseAt(node.place, `${key}: ${IMPOSSIBLE[key]}. ${instead}.`);
}

/** `{"web": {"quantity": 2, "size": "standard-1x"}}` */
function readFormation(node: ManifestNode): Omit<Part, 'vars'> {
  const entries = mapOf(node, 'formation').entries;
  return { processes: entries.map(readEntry), notes: entries.flatMap(notesOf) };
}

function readEntry({ key, place, value }: MapEntry): ManifestProcess {
  const processType = at(place, () => parseProcessType(key));
  const where = `formation.${processType}`;
  return { ...readFields<{ quantity: number }>(value, FORMATION, where), processType, place };
}

const FORMATION: Fields<{ quantity: number }> = {
  quantity: (node) => ({ quantity: readWhole(node, [0, MAX_QUANTITY]) }),
  size: (node) => (readText(node), {}),
};

function notesOf({ key, value }: MapEntry): string[] {
  const size = mapOf(value, `formation.${key}`).entries.find((entry) => entry.key === 'size');
  if (!size) return [];
  const { file, line } = size.place;
  return [`${file}:${line}: size ${readText(size.value)} says nothing here; dynos are sized by cpu and memory`];
}
