import { parseArgs } from 'node:util';
import { SCENARIOS, type ScenarioName } from './scenarios.js';

export interface SimulationOptions {
  readonly hosts: number;
  readonly dynos: number;
  readonly scenario: ScenarioName;
  readonly seed: number;
  /** a file for the drawing; null: none */
  readonly plot: string | null;
}

/** A mistake on the command line: exit code 2. */
export class UsageError extends Error {}

const NAMES = Object.keys(SCENARIOS) as ScenarioName[];

export const HELP = `usage: npm run simulate -- [--hosts 1000] [--dynos 100000] [--scenario NAME] [--seed 1] [--plot FILE.svg]

Runs the scheduler's own reconcile() over a fake cluster in injected time, every five seconds while something moves: no
database, no engine, no queue, no placement of tasks. The same options give the same table, but for the milliseconds.
A million dynos take minutes and up to 4 GB of memory.

${NAMES.map((name) => `  ${name.padEnd(15)} ${SCENARIOS[name].summary}`).join('\n')}

At most 20,000 hosts and 2,000,000 dynos. Exit code: 0 settled, every invariant held; 1 not; 2 wrong usage.`;

/** null: --help was asked. Throws UsageError. */
export function parseOptions(argv: readonly string[]): SimulationOptions | null {
  const { help, hosts, dynos, scenario, seed, plot } = read(argv);
  if (help) return null;
  return {
    hosts: integer('--hosts', hosts, 20_000),
    dynos: integer('--dynos', dynos, 2_000_000),
    scenario: scenarioOf(scenario),
    seed: integer('--seed', seed, 2 ** 31 - 1),
    plot: plot ?? null,
  };
}

const OPTIONS = {
  help: { type: 'boolean' },
  hosts: { type: 'string', default: '1000' },
  dynos: { type: 'string', default: '100000' },
  scenario: { type: 'string', default: 'steady' },
  seed: { type: 'string', default: '1' },
  plot: { type: 'string' },
} as const;

function read(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

function scenarioOf(name: string): ScenarioName {
  const known = NAMES.find((one) => one === name);
  if (!known) throw new UsageError(`--scenario is one of ${NAMES.join(', ')}, not "${name}"`);
  return known;
}

function integer(name: string, text: string, most: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= 1 && value <= most)) throw new UsageError(`${name} is a number from 1 to ${most}, not "${text}"`);
  return value;
}
