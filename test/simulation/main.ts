import { writeFileSync } from 'node:fs';
import { printTable } from '../bench/table.js';
import { HELP, parseOptions, type SimulationOptions, UsageError } from './options.js';
import { plotSimulation } from './plot-simulation.js';
import { runSimulation, type Sample, type Simulation } from './run-simulation.js';

const HEADING = ['time', 'dynos', 'placed', 'blocked', 'moves', 'cpu %', 'memory %', 'plan ms', 'violations', 'event'];

/** `npm run simulate`: prints the table, draws if asked to, and says by its exit code whether everything held. */
try {
  const options = parseOptions(process.argv.slice(2));
  if (options) simulate(options);
  else console.log(HELP);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${HELP}`);
  process.exitCode = 2;
}

function simulate(options: SimulationOptions): void {
  const { hosts, dynos, scenario, seed, plot } = options;
  const title = `${scenario}: ${hosts.toLocaleString('en')} hosts, ${dynos.toLocaleString('en')} dynos, seed ${seed}`;
  console.log(title);
  const simulation = runSimulation(options, (sample) => {
    console.error(`  ${seconds(sample)} ${sample.events} planned in ${Math.round(sample.planMs)} ms`);
  });
  printTable([HEADING, ...simulation.samples.map(cells)]);
  if (plot !== null) writeFileSync(plot, plotSimulation(title, simulation.samples));
  sumUp(simulation);
}

function sumUp({ samples, isSettled }: Simulation): void {
  const broken = samples.flatMap(({ violations }) => violations);
  const peakMib = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    `${isSettled ? 'settled' : 'NOT SETTLED'}; ${broken.length} invariant violations; ${peakMib} MiB at most`,
  );
  for (const one of broken.slice(0, 10)) console.log(`  ${one}`);
  if (broken.length > 0 || !isSettled) process.exitCode = 1;
}

function cells(sample: Sample): (string | number)[] {
  const { dynos, placed, blocked, moves, cpuPercent, memoryPercent, planMs, violations, events } = sample;
  const counts = [dynos, placed, blocked, moves];
  const shares = [cpuPercent.toFixed(1), memoryPercent.toFixed(1), planMs.toFixed(0)];
  return [seconds(sample), ...counts, ...shares, violations.length, events];
}

function seconds({ atMs }: Sample): string {
  return `${atMs / 1000} s`;
}
