import type { ManifestNode } from './manifest-node.js';
import { refuseAt } from './place.js';

/** Text; a number or a truth value counts as what is written there. */
export function readText(node: ManifestNode): string {
  if (node.kind === 'scalar' && node.value !== null) return typeof node.value === 'string' ? node.value : node.text;
  return refuseAt(node.place, `expected text, and this is ${kindOf(node)}`);
}

export function readShortText(node: ManifestNode, max: number): string {
  const text = readText(node);
  if (text.length > 0 && text.length <= max) return text;
  return refuseAt(node.place, `expected 1 to ${max} characters, and these are ${text.length}`);
}

export function readNumber(node: ManifestNode): number {
  if (node.kind === 'scalar' && typeof node.value === 'number' && Number.isFinite(node.value)) return node.value;
  return refuseAt(node.place, `expected a number, and this is ${kindOf(node)}`);
}

export function readWhole(node: ManifestNode, [min, max]: readonly [min: number, max: number]): number {
  const number = readNumber(node);
  if (Number.isInteger(number) && number >= min && number <= max) return number;
  return refuseAt(node.place, `expected a whole number from ${min} to ${max}, and this is ${number}`);
}

export function readFlag(node: ManifestNode): boolean {
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
  return refuseAt(node.place, `expected true or false, and this is ${kindOf(node)}`);
}

export function readChoice<const C extends readonly string[]>(node: ManifestNode, choices: C): C[number] {
  const text = readText(node);
  if (choices.includes(text)) return text;
  return refuseAt(node.place, `expected one of ${choices.join(', ')}, and this is "${text.slice(0, 60)}"`);
}

/** Nothing at all counts as an empty list. */
export function readList<T>(node: ManifestNode, readItem: (item: ManifestNode) => T): T[] {
  if (isNothing(node)) return [];
  if (node.kind === 'list') return node.items.map(readItem);
  return refuseAt(node.place, `expected a list, and this is ${kindOf(node)}`);
}

export function isNothing(node: ManifestNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}

export function kindOf(node: ManifestNode): string {
  if (node.kind !== 'scalar') return `a ${node.kind}`;
  if (node.value === null) return 'empty';
  return typeof node.value === 'string' ? `the text "${node.value.slice(0, 60)}"` : node.text.slice(0, 60);
}
