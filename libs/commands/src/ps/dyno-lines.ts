import type { Dyno } from '@jujube/contract/dyno.js';
import { timeAgo } from '../output/time-text.js';

/** `web.1: up 2026/11/20 11:38:15 +0000 (~ 2m ago)  h1  v3  healthy`, in columns. */
export function dynoLines(dynos: readonly Dyno[], nowMs: number): string[] {
  const states = dynos.map((dyno) => `${dyno.name}: ${dyno.state} ${timeAgo(dyno.updated_at, nowMs)}`);
  const hosts = dynos.map((dyno) => dyno.host?.name ?? '-');
  const releases = dynos.map((dyno) => `v${dyno.release.version}`);
  const columns = [states, hosts, releases].map(padded);
  return dynos.map((dyno, index) =>
    [...columns.map((column) => column[index]), healthText(dyno), ownText(dyno)].join('  ').trimEnd(),
  );
}

function padded(cells: readonly string[]): string[] {
  const width = Math.max(...cells.map((cell) => cell.length));
  return cells.map((cell) => cell.padEnd(width));
}

/** What others need to know to reach its named ports, and which gpus it has. */
function ownText({ ports, gpus }: Dyno): string {
  const all = Object.entries(ports).map(([name, at]) => `${name} ${at}`);
  return [...all, ...gpus.map((id) => `gpu ${id}`)].join(', ');
}

function healthText(dyno: Dyno): string {
  if (dyno.healthy) return 'healthy';
  const runs = dyno.state === 'starting' || dyno.state === 'up';
  return [runs ? 'not healthy' : '', dyno.reason].filter(Boolean).join(': ');
}
