import type { ManifestNode } from '../src/manifest/manifest-node.js';

/** A plain value as a reader of YAML would give it, all on one line. */
export function treeOf(value: unknown, file = 'jujube.yml'): ManifestNode {
  const place = { file, line: 1 };
  if (Array.isArray(value)) return { kind: 'list', place, items: value.map((item) => treeOf(item, file)) };
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, member]) => ({ key, place, value: treeOf(member, file) }));
    return { kind: 'map', place, entries };
  }
  return { kind: 'scalar', place, value: value as string | number | boolean | null, text: String(value) };
}
