import { median, percentile } from '../table.js';
import type { LoadedServer, Question } from './load.js';
import { APPS } from './seed-installation.js';

const ROUNDS = 5;
const ROUND_MS = 3000;
export const CONNECTIONS = 16;

let count = 0;
const anyApp = () => `app-${1 + (count++ % APPS)}`;

// what the bare server writes cannot be read by ours, so that each changes apps of its own
const ownApp = (side: Side) => `app-${1 + ((2 * count++) % APPS) + (side === 'ours' ? 0 : 1)}`;

type Side = 'ours' | 'bare';

export const QUESTIONS: Readonly<Record<string, (side: Side) => Question>> = {
  'GET /apps, 200 of 500': () => ({ method: 'GET', path: '/apps' }),
  'GET /apps/:app': () => ({ method: 'GET', path: `/apps/${anyApp()}` }),
  'GET /apps/:app/releases, 100': () => ({ method: 'GET', path: `/apps/${anyApp()}/releases` }),
  'PATCH /apps/:app/config-vars': (side) => ({
    method: 'PATCH',
    path: `/apps/${ownApp(side)}/config-vars`,
    body: JSON.stringify({ BENCH: String(count) }),
  }),
};

/** Both servers in turns, route by route: answers per second, and p99 of their time. */
export async function compareRoutes(ours: LoadedServer, bare: LoadedServer): Promise<(string | number)[][]> {
  const rows = [];
  for (const [name, next] of Object.entries(QUESTIONS)) {
    const rounds = [];
    await ours.askFor(1000, CONNECTIONS, () => next('ours'));
    await bare.askFor(1000, CONNECTIONS, () => next('bare'));
    for (let round = 0; round < ROUNDS; round += 1) {
      const [mine, theirs] = [await askRound(ours, () => next('ours')), await askRound(bare, () => next('bare'))];
      rounds.push({ mine, theirs, rate: mine.rate / theirs.rate, p99: mine.p99 / theirs.p99 });
    }
    const ratios = rounds.map(({ rate }) => rate);
    rows.push([
      ...[name, median(rounds.map(({ mine }) => mine.rate)).toFixed(0)],
      median(rounds.map(({ theirs }) => theirs.rate)).toFixed(0),
      `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
      median(rounds.map(({ p99 }) => p99)).toFixed(1),
    ]);
  }
  return rows;
}

async function askRound(server: LoadedServer, next: () => Question): Promise<{ rate: number; p99: number }> {
  const times = await server.askFor(ROUND_MS, CONNECTIONS, next);
  return { rate: (times.length * 1000) / ROUND_MS, p99: percentile(times, 0.99) };
}
