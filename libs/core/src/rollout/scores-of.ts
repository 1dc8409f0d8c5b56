import type { Cluster } from '../cluster/cluster.js';
import type { Dyno } from '../cluster/dyno.js';
import type { Demand } from '../placement/demand.js';
import { Placement } from '../placement/placement.js';
import { scorer } from '../placement/score.js';
import type { WantedProcess } from '../wanted/wanted.js';
import type { ScoresOf } from './doubles.js';
import { serviceOf } from './dyno-order.js';
import { holdingsOf } from './holdings-of.js';

/** Asked for nothing but doubles, which are rare: the books are opened with the first question. */
export function scoresIn(cluster: Cluster): (process: WantedProcess) => ScoresOf {
  let books: Placement | undefined;
  return (process) => (dynos) => {
    books ??= new Placement(holdingsOf(cluster));
    return scores(books, process, dynos);
  };
}

function scores(books: Placement, { needsPort, rules }: WantedProcess, dynos: readonly Dyno[]): Map<Dyno, number> {
  const places = dynos.flatMap((dyno) => {
    const index = books.indexOf(dyno.hostId);
    const { generation, reserved: resources } = dyno;
    const demand: Demand = { service: serviceOf(dyno), generation, resources, needsPort, rules };
    return index === undefined ? [] : [{ dyno, index, demand }];
  });
  for (const { index, demand } of places) books.leave(index, demand);
  const found = new Map(places.map(({ dyno, index, demand }) => [dyno, scorer(books, demand)(index)]));
  for (const { index, demand } of places) books.enterAgain(index, demand);
  return found;
}
