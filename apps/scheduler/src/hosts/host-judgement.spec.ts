import { judgeHost, type HostMemory, type ProbeOutcome } from './host-judgement.js';
import { Timings } from '../timings.js';

const START: HostMemory = { status: 'ready', watchedSinceMs: 0, lastSeenMs: null, refusedAtMs: [] };

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

  it('is down at once when it refuses three times within 5 s', () => {
    const outcomes: [number, ProbeOutcome][] = [
      [0, 'answered'],
      [1000, 'refused'],
      [2000, 'refused'],
      [3000, 'refused'],
    ];
    expect(after(outcomes)).toEqual(['ready', 'ready', 'ready', 'down']);
  });

  it('does not count refusals that are far apart or interrupted', () => {
    const outcomes: [number, ProbeOutcome][] = [
      [0, 'answered'],
      [1000, 'refused'],
      [2000, 'refused'],
      [3000, 'silent'],
      [4000, 'refused'],
      [9500, 'refused'],
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

  it('stays down through silence', () => {
    const down: HostMemory = { ...START, status: 'down' };
    expect(after([[1000, 'silent']], down)).toEqual(['down']);
  });
});
