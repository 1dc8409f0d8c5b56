import { type Timed } from './timed.js';

/** A line of the table: what was wanted and what was seen, by the clock on the wall and by the processor time that it took. */
export interface BenchRow {
  readonly what: string;
  readonly goal: string;
  readonly wall: string;
  readonly cpu: string;
  readonly verdict: string;
}

export interface RateGoal {
  readonly perSecond: number;
  /** what the goal is a multiple of, as other people published it */
  readonly reference?: { readonly name: string; readonly perSecond: number };
}

export function rateRow(what: string, placements: number, time: Timed, { perSecond, reference }: RateGoal): BenchRow {
  const rate = (ms: number): number => (placements * 1000) / ms;
  const text = (ms: number): string => `${thousands(rate(ms))}/s${reference ? timesOf(rate(ms), reference) : ''}`;
  const goal = reference ? ` (30 x ${reference.name}'s ${thousands(reference.perSecond)}/s)` : '';
  return {
    what,
    goal: `>= ${thousands(perSecond)}/s${goal}`,
    wall: text(time.wallMs),
    cpu: text(time.cpuMs),
    verdict: verdictOf(rate(time.wallMs) >= perSecond, rate(time.cpuMs) >= perSecond),
  };
}

/** Without a goal the row only says what it takes. */
export function durationRow(what: string, time: Timed, goalMs: number | null): BenchRow {
  const isMet = (ms: number): boolean => goalMs !== null && ms <= goalMs;
  return {
    what,
    goal: goalMs === null ? '-' : `<= ${duration(goalMs)}`,
    wall: duration(time.wallMs),
    cpu: duration(time.cpuMs),
    verdict: goalMs === null ? '-' : verdictOf(isMet(time.wallMs), isMet(time.cpuMs)),
  };
}

/** How many times as long one thing takes as another. */
export function ratioRow(what: string, [time, plain]: readonly [Timed, Timed], atMost: number): BenchRow {
  const [wall, cpu] = [time.wallMs / plain.wallMs, time.cpuMs / plain.cpuMs];
  return {
    what,
    goal: `<= ${atMost} x`,
    wall: `${wall.toFixed(2)} x`,
    cpu: `${cpu.toFixed(2)} x`,
    verdict: verdictOf(wall <= atMost, cpu <= atMost),
  };
}

export function shareRow(what: string, share: number, atLeast: number | null): BenchRow {
  const goal = atLeast === null ? '-' : `>= ${atLeast}`;
  const verdict = atLeast === null ? '-' : verdictOf(share >= atLeast, share >= atLeast);
  return { what, goal, wall: share.toFixed(3), cpu: '-', verdict };
}

/** On a machine with other work a benchmark waits for its turn; processor time does not count that. */
function verdictOf(byWall: boolean, byCpu: boolean): string {
  if (byWall) return 'met';
  return byCpu ? 'met by cpu time' : 'MISSED';
}

function timesOf(perSecond: number, reference: { readonly perSecond: number }): string {
  return ` (${(perSecond / reference.perSecond).toFixed(0)} x)`;
}

function thousands(count: number): string {
  return Math.round(count).toLocaleString('en');
}

function duration(ms: number): string {
  return ms >= 1000 ? `${(ms / 1000).toFixed(2)} s` : `${ms.toFixed(2)} ms`;
}
