import type { Move } from '@jujube/contract/rebalance.js';
import type { Move as Proposed } from '@jujube/core/rebalance/rebalance.js';

export function presentMove({ appName, processType, slot, fromHost, toHost, reason }: Proposed): Move {
  return { app: appName, dyno: `${processType}.${slot}`, from: fromHost, to: toHost, reason };
}
