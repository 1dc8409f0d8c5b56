import { readdirSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** When a process began, in clock ticks since boot: pid + start time names a process for good. null = no such process. */
export function startTimeOf(pid) {
  const stat = read(`/proc/${pid}/stat`);
  if (!stat) return null;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? null : fields[19];
}

/** Pids whose command line carries a path below `directory`: so only what was started with our own state is ever found. */
export function processesUsing(directory) {
  const needle = directory.endsWith('/') ? directory : `${directory}/`;
  return allPids().filter((pid) => pid !== process.pid && read(`/proc/${pid}/cmdline`)?.includes(needle));
}

/** Pids inside a named network namespace. */
export function processesInNetwork(name) {
  const wanted = inode(`/run/netns/${name}`);
  return wanted === null ? [] : allPids().filter((pid) => inode(`/proc/${pid}/ns/net`) === wanted);
}

/** The direct children of a process, over all its threads. */
export function childrenOf(pid) {
  const tasks = list(`/proc/${pid}/task`);
  return tasks.flatMap((task) =>
    (read(`/proc/${pid}/task/${task}/children`) ?? '').split(' ').filter(Boolean).map(Number),
  );
}

export function nameOf(pid) {
  return read(`/proc/${pid}/comm`)?.trim() ?? '';
}

/** Asks processes to end, waits, and kills what is left at the deadline. */
export async function endProcesses(pids, { signal = 'SIGTERM', timeoutMs = 10_000 } = {}) {
  const known = pids.map((pid) => ({ pid, startTime: startTimeOf(pid) })).filter((process) => process.startTime);
  const alive = () => known.filter(({ pid, startTime }) => startTimeOf(pid) === startTime);
  for (const { pid } of known) sendSignal(pid, signal);
  for (const deadline = Date.now() + timeoutMs; alive().length > 0 && Date.now() < deadline;) await sleep(30);
  for (const { pid } of alive()) sendSignal(pid, 'SIGKILL');
  for (const deadline = Date.now() + 5000; alive().length > 0 && Date.now() < deadline;) await sleep(20);
}

export function sendSignal(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function allPids() {
  return list('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

// a process may end between listing and reading: then it is simply not there
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function list(path) {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function inode(path) {
  try {
    return statSync(path).ino;
  } catch {
    return null;
  }
}
