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

const platform = await sharedPlatform();
await sleep(REST_MS);
const recorded = JSON.parse(readFileSync(path.join(platform.stateDir, 'processes.json'), 'utf8')) as {
  name: string;
  pid: number;
}[];
const rows = [...recorded, { name: 'supervisor', pid: platform.pid }].map(({ name, pid }) => ({
  name,
  ...memoryOf(pid),
}));
const sum = rows.reduce((total, row) => total + row.shareMib, 0);

console.log('  program        share of memory    resident');
for (const { name, shareMib, residentMib } of rows)
  console.log(`  ${name.padEnd(12)} ${mib(shareMib)} ${mib(residentMib)}`);
console.log(`  ${'sum'.padEnd(12)} ${mib(sum)}             goal ≤ ${GOAL_MIB} MiB`);

// a program and its children: PostgreSQL and HAProxy are several processes
function memoryOf(pid: number): { shareMib: number; residentMib: number } {
  const own = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kib = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(own)?.[1] ?? 0);
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  const below = children.map(memoryOf);
  return {
    shareMib: kib('Pss') / 1024 + below.reduce((total, child) => total + child.shareMib, 0),
    residentMib: kib('Rss') / 1024 + below.reduce((total, child) => total + child.residentMib, 0),
  };
}

function mib(value: number): string {
  return `${value.toFixed(0)} MiB`.padStart(15);
}
