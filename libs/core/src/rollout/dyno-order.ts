import type { Dyno } from '../cluster/dyno.js';
import { TERMINAL_DYNO_STATES } from '../cluster/dyno.js';

/** The order in which plans look at dynos, whatever order they came in. */
export function byPlace(a: Dyno, b: Dyno): number {
  return (
    compare(a.appId, b.appId) ||
    compare(a.processType, b.processType) ||
    a.slot - b.slot ||
    a.incarnation - b.incarnation ||
    compare(a.id, b.id)
  );
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function hasEnded(dyno: Dyno): boolean {
  return TERMINAL_DYNO_STATES.includes(dyno.state);
}

/** Groups without losing the order; the key of an app's process type. */
export function serviceOf(of: { readonly appId: string; readonly processType: string }): string {
  return `${of.appId}/${of.processType}`;
}
