import { nearest } from './nearest.js';
import type { ManifestNode, MapEntry, MapNode } from './manifest-node.js';
import { at, refuseAt } from './place.js';
import { kindOf } from './read-values.js';

/** What each known key of a map says; what it gives is merged into one object. */
export type Fields<T> = Readonly<Record<string, (value: ManifestNode) => Partial<T>>>;

/** @param where for people: `processes.web`, '' at the top. Unknown keys are refused, with the line and the key that was meant. */
export function readFields<T extends object>(node: ManifestNode, fields: Fields<T>, where: string): Partial<T> {
  const parts = mapOf(node, where).entries.map((entry) => readField(entry, fields, where));
  return Object.assign({}, ...parts) as Partial<T>;
}

export function mapOf(node: ManifestNode, where: string): MapNode {
  if (node.kind === 'map') return node;
  const what = where === '' ? 'The manifest' : where;
  return refuseAt(node.place, `${what} is a map of keys and values, and this is ${kindOf(node)}`);
}

function readField<T>({ key, place, value }: MapEntry, fields: Fields<T>, where: string): Partial<T> {
  const read = Object.hasOwn(fields, key) ? fields[key] : undefined;
  return read ? at(place, () => read(value)) : refuseKey({ key, place }, Object.keys(fields), where);
}

/** Always throws. */
export function refuseKey(
  { key, place }: Pick<MapEntry, 'key' | 'place'>,
  known: readonly string[],
  where: string,
): never {
  const shown = `unknown key "${key.slice(0, 60)}"${where === '' ? '' : ` below ${where}`}`;
  const meant = nearest(key, known);
  return refuseAt(place, `${shown}${meant ? `; did you mean ${meant}?` : ''}; known: ${known.join(', ')}`);
}
