import type { Dyno } from '@jujube/contract/dyno.js';
import type { Formation } from '@jujube/contract/formation.js';

/** A wanted dyno that no host has taken: listed as blocked, or not listed at all. */
export function waitingDyno(
  entries: readonly Formation[],
  dynos: readonly Dyno[],
): { name: string; reason: string | null } | undefined {
  const blocked = dynos.find((dyno) => dyno.state === 'blocked');
  if (blocked) return blocked;
  const listed = new Set(dynos.map((dyno) => dyno.name));
  const name = entries.flatMap(slotNames).find((slot) => !listed.has(slot));
  return name === undefined ? undefined : { name, reason: null };
}

function slotNames({ type, quantity }: Formation): string[] {
  return Array.from({ length: quantity }, (_, index) => `${type}.${index + 1}`);
}
