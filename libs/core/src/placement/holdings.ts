import type { Host } from '../cluster/host.js';
import type { Occupant } from './occupant.js';

/** Everything placement knows at the start. */
export interface Holdings {
  readonly hosts: readonly Host[];
  readonly occupants: readonly Occupant[];
  /** by host id: the port given out last, also when its dyno has ended */
  readonly lastPorts: ReadonlyMap<string, number>;
  /** what crashed lately, each where it ran; absent: nothing did */
  readonly crashes?: readonly Crash[];
}

export interface Crash {
  readonly hostId: string;
  readonly service: string;
  readonly generation: string;
}
