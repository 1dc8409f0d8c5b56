import { judgeHost, type HostMemory, type ProbeOutcome } from './host-judgement.js';
import { Timings } from '../timings.js';

const START: HostMemory = { status: 'ready', watchedSinceMs: 0, lastSeenMs: null, isReachable: false, goneAtMs: [] };

function after(outcomes: [atMs: number, outcome: ProbeOutcome][], from: HostMemory = START): string[] {
  let memory = from;
  return outcomes.map(
    ([atMs, outcome]) => (memory = judgeHost(memory, { outcome, nowMs: atMs }, new Timings())).status,
  );
}

describe('judgeHost', () => {
  it('is disconnected after 15 s of silence, down after 45 s, and ready with the first answer', () => {
    const outcomes: [number, ProbeOutcome][] = [
      [0, 'answered'],
      [14_000, 'silent'],
      [15_000, 'silent'],
      [44_000, 'silent'],
      [45_000, 'silent'],
      [60_000, 'answered'],
    ];
    expect(after(outcomes)).toEqual(['ready', 'ready', 'disconnected', 'disconnected', 'down', 'ready']);
  });

  it('is down at once when it is found gone three times within 5 s', () => {
    const outcomes: [number, ProbeOutcome][] = [
      [0, 'answered'],
      [1000, 'gone'],
      [2000, 'gone'],
      [3000, 'gone'],
    ];
    expect(after(outcomes)).toEqual(['ready', 'ready', 'ready', 'down']);
  });

  it('does not count findings that are far apart or interrupted', () => {
    const outcomes: [number, ProbeOutcome][] = [
      [0, 'answered'],
      [1000, 'gone'],
      [2000, 'gone'],
      [3000, 'silent'],
      [4000, 'gone'],
      [9500, 'gone'],
    ];
    expect(after(outcomes).at(-1)).toBe('ready');
  });

  it('does not judge a host by silence for 120 s when this scheduler never saw it', () => {
    expect(
      after([
        [50_000, 'silent'],
        [119_000, 'silent'],
        [120_000, 'silent'],
      ]),
    ).toEqual(['ready', 'ready', 'down']);
  });

  it('judges by time a host that only refuses, also when this scheduler never saw it: the way there is open', () => {
    expect(
      after([
        [1_000, 'refused'],
        [16_000, 'refused'],
        [44_000, 'silent'],
        [46_000, 'refused'],
      ]),
    ).toEqual(['ready', 'disconnected', 'disconnected', 'down']);
  });

  it('stays down through silence', () => {
    const down: HostMemory = { ...START, status: 'down' };
    expect(after([[1000, 'silent']], down)).toEqual(['down']);
  });
});
