import type { Situation } from '../explain/what-if.js';
import { Placement } from '../placement/placement.js';
import { byPlace } from '../rollout/dyno-order.js';
import { holdingsOf } from '../rollout/holdings-of.js';
import { departing, openRound } from '../rollout/round.js';
import { betterPlace, type BetterPlace } from './better-place.js';
import { type Movable, movableDynos } from './movable-dynos.js';

/** A dyno that would be better off on another host. */
export interface Move {
  readonly appName: string;
  readonly processType: string;
  readonly slot: number;
  readonly fromHost: string;
  readonly toHost: string;
  /** 'h1 has 2 others of web, h2 has none' */
  readonly reason: string;
}

interface Wish {
  readonly movable: Movable;
  readonly place: BetterPlace;
}

/**
 * Moves that would improve what rules, spread or packing ask for, at most `most`, best first: to be made one after the other,
 * each whole before the next begins. Of one process type only one dyno moves, and only where all of them serve and none is on
 * its way. What a move needs is asked of the same filters as anything that is placed. Does nothing.
 */
export function rebalance({ wanted, cluster }: Situation, most: number, seed = 1): Move[] {
  const round = openRound(wanted, cluster);
  const placement = new Placement(holdingsOf(cluster, departing(round)));
  const wishes = movableDynos(round, placement).flatMap((dynos) => bestOf(placement, dynos, seed));
  const moves: Move[] = [];
  for (const { movable } of wishes.sort(byGain)) {
    if (moves.length >= most) break;
    // the moves before it may have taken the place, or made it needless
    const place = betterPlace(placement, movable, seed);
    if (!place) continue;
    placement.leave(movable.from, movable.demand);
    placement.take(place.to, movable.demand);
    moves.push(moveOf(placement, movable, place));
  }
  return moves;
}

/** The dyno of a process type that gains most; none where all are well where they are. */
function bestOf(placement: Placement, dynos: readonly Movable[], seed: number): Wish[] {
  const wishes = dynos.flatMap((movable): Wish[] => {
    const place = betterPlace(placement, movable, seed);
    return place ? [{ movable, place }] : [];
  });
  return wishes.sort(byGain).slice(0, 1);
}

function byGain(a: Wish, b: Wish): number {
  return b.place.gain - a.place.gain || byPlace(a.movable.dyno, b.movable.dyno);
}

function moveOf(placement: Placement, { demand, dyno, from }: Movable, { to, reason }: BetterPlace): Move {
  return {
    appName: demand.buckets.app.name,
    processType: dyno.processType,
    slot: dyno.slot,
    fromHost: placement.hostAt(from).name,
    toHost: placement.hostAt(to).name,
    reason,
  };
}
