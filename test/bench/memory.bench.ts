import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sharedPlatform } from '../support/platform.js';

/**
 * Prints the memory of every program of a platform at rest (three hosts, no apps): the proportional share (what is shared
 * between programs is divided among them) and the resident size. Goal: at most 400 MB for our processes and their services.
 */
const REST_MS = 30_000;
const GOAL_MIB = 400;

interface Memory {
  shareMib: number;
  residentMib: number;
}

const platform = await sharedPlatform();
await sleep(REST_MS);
const recorded = JSON.parse(readFileSync(path.join(platform.stateDir, 'processes.json'), 'utf8')) as {
  name: string;
  pid: number;
}[];
const rows = [
  ...recorded.map(({ name, pid }) => ({ name, ...memoryOf(pid) })),
  // the others are its children: it counts alone
  { name: 'supervisor', ...ownMemory(platform.pid) },
];
const sum = rows.reduce((total, row) => total + row.shareMib, 0);

console.log('  program        share of memory    resident');
for (const { name, shareMib, residentMib } of rows)
  console.log(`  ${name.padEnd(12)} ${mib(shareMib)} ${mib(residentMib)}`);
console.log(`  ${'sum'.padEnd(12)} ${mib(sum)}             goal ≤ ${GOAL_MIB} MiB`);

// a program and its children: PostgreSQL and HAProxy are several processes
function memoryOf(pid: number): Memory {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  const add = (sum: Memory, { shareMib, residentMib }: Memory) => ({
    shareMib: sum.shareMib + shareMib,
    residentMib: sum.residentMib + residentMib,
  });
  return children.map(memoryOf).reduce(add, ownMemory(pid));
}

function ownMemory(pid: number): Memory {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const mibOf = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0) / 1024;
  return { shareMib: mibOf('Pss'), residentMib: mibOf('Rss') };
}

function mib(value: number): string {
  return `${value.toFixed(0)} MiB`.padStart(15);
}
