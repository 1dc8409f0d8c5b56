import { parseConfigName, parseConfigPatch } from '../release/config-vars.js';
import type { ManifestVar } from './manifest.js';
import type { ManifestNode, MapEntry } from './manifest-node.js';
import { at } from './place.js';
import { mapOf, readFields, type Fields } from './read-fields.js';
import { readChoice, readFlag, readText } from './read-values.js';

interface VarWish {
  readonly value: string;
  readonly isRequired: boolean;
  readonly isGenerated: boolean;
}

const VAR: Fields<VarWish> = {
  description: () => ({}),
  value: (node) => ({ value: readText(node) }),
  required: (node) => ({ isRequired: readFlag(node) }),
  generator: (node) => ({ isGenerated: readChoice(node, ['secret']) === 'secret' }),
};

/** Heroku's `env`: a value by name, or an object that says how to come by one. What has no value is required unless it says no. */
export function readEnv(node: ManifestNode): ManifestVar[] {
  return mapOf(node, 'env').entries.map(readVar);
}

function readVar({ key, place, value: node }: MapEntry): ManifestVar {
  const name = at(place, () => parseConfigName(key));
  const wish = node.kind === 'map' ? readFields(node, VAR, `env.${name}`) : { value: readText(node) };
  const { value = null, isRequired = true, isGenerated = false } = wish;
  if (value !== null) at(place, () => parseConfigPatch({ [name]: value }));
  return { name, place, value, isRequired, isGenerated };
}
