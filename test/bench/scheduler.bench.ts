import { cpus, loadavg } from 'node:os';
import type { BenchRow } from './scheduler/bench-row.js';
import { largeClusterRows } from './scheduler/large-cluster.js';
import { packingRows } from './scheduler/packing.js';
import { growthRows, throughputRows } from './scheduler/throughput.js';
import { wholePlanRows } from './scheduler/whole-plan.js';
import { printTable } from './table.js';

/**
 * Prints the goals of the scheduler next to what the pure core does, on one thread. swarmkit's figures are its own benchmark's,
 * seen on such a machine and cited here; they were not run. What reaches PostgreSQL is measured by committed.bench.ts. A loss is
 * planned by placing the lost dynos in books that are open; reconcile(), which looks at everything anew, has rows of its own.
 */
console.log(
  `load ${loadavg()[0]!.toFixed(1)} on ${cpus().length} cores when this began; what is measured was run once before`,
);
throughputRows();
const rows: BenchRow[] = [
  ...[...throughputRows(), ...growthRows()],
  ...[...largeClusterRows(), ...wholePlanRows()],
  ...packingRows(),
];
printTable([
  ['what', 'goal', 'by the clock', 'by cpu time', 'verdict'],
  ...rows.map(({ what, goal, wall, cpu, verdict }) => [what, goal, wall, cpu, verdict]),
]);
