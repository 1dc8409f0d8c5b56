import type { Sample } from './run-simulation.js';

const WIDTH = 900;
const HEIGHT = 360;
const LEFT = 60;
const RIGHT = 60;
const TOP = 50;
const BOTTOM = 40;
const INK = { cpu: '#1565c0', memory: '#2e7d32', moves: '#ef6c00', text: '#333333' };

/** An SVG over time: utilisation in percent as two lines (left axis), moves as bars (right axis), events as marks. */
export function plotSimulation(title: string, samples: readonly Sample[]): string {
  const endMs = Math.max(1, samples.at(-1)?.atMs ?? 1);
  // the filling of an empty cluster would dwarf all that follows
  const later = samples.filter(({ atMs }) => atMs > 0);
  const mostMoves = Math.max(1, ...later.map(({ moves }) => moves));
  const x = (atMs: number): number => LEFT + (atMs / endMs) * (WIDTH - LEFT - RIGHT);
  const y = (share: number): number => TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);
  const line = (ink: string, percentOf: (sample: Sample) => number): string => {
    const points = samples.map((sample) => `${x(sample.atMs).toFixed(1)},${y(percentOf(sample) / 100).toFixed(1)}`);
    return `<polyline fill="none" stroke="${ink}" stroke-width="2" points="${points.join(' ')}"/>`;
  };
  const bar = ({ atMs, moves }: Sample): string =>
    `<rect x="${(x(atMs) - 2).toFixed(1)}" y="${y(moves / mostMoves).toFixed(1)}" width="4" height="${(y(0) - y(moves / mostMoves)).toFixed(1)}" fill="${INK.moves}"/>`;
  const mark = ({ atMs, events }: Sample): string =>
    `<line x1="${x(atMs).toFixed(1)}" x2="${x(atMs).toFixed(1)}" y1="${TOP}" y2="${y(0)}" stroke="#999999" stroke-dasharray="3"/>` +
    (atMs > endMs * 0.8
      ? words(x(atMs) - 3, TOP + 10, events, { anchor: 'end' })
      : words(x(atMs) + 3, TOP + 10, events));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`,
    words(LEFT, 18, title),
    words(LEFT, 36, 'cpu %', { ink: INK.cpu }) + words(LEFT + 60, 36, 'memory %', { ink: INK.memory }),
    words(LEFT + 140, 36, 'moves (but for those that fill it)', { ink: INK.moves }),
    ...[0, 25, 50, 75, 100].map((percent) => words(LEFT - 34, y(percent / 100) + 4, `${percent} %`)),
    words(WIDTH - RIGHT + 6, y(1) + 4, mostMoves.toLocaleString('en'), { ink: INK.moves }),
    ...later.filter(({ moves }) => moves > 0).map(bar),
    ...samples.filter(({ events }) => events !== '').map(mark),
    line(INK.cpu, ({ cpuPercent }) => cpuPercent),
    line(INK.memory, ({ memoryPercent }) => memoryPercent),
    words(LEFT, HEIGHT - 14, '0 s') + words(WIDTH - RIGHT - 30, HEIGHT - 14, `${endMs / 1000} s`),
    '</svg>\n',
  ].join('\n');
}

function words(x: number, y: number, text: string, { ink = INK.text, anchor = 'start' } = {}): string {
  const safe = text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" fill="${ink}" text-anchor="${anchor}">${safe}</text>`;
}
