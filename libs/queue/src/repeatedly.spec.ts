import { Logger } from '@nestjs/common';
import { Repeatedly } from './repeatedly.js';

const NEVER_MS = 1_000_000;

describe('Repeatedly', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it('takes a turn at once and one more whenever it is woken, also during a turn', async () => {
    const turns = countedTurns();
    const loop = new Repeatedly({ name: 'test', everyMs: NEVER_MS, turn: turns.take });
    await turns.reached(1);
    loop.wake();
    await turns.reached(2);
    turns.onNext(() => loop.wake());
    loop.wake();
    await turns.reached(4);
    await loop.stop();
    expect(turns.count()).toBe(4);
  });

  it('goes on after a turn that failed', async () => {
    const turns = countedTurns();
    turns.onNext(() => {
      throw new Error('the database is away');
    });
    const loop = new Repeatedly({ name: 'test', everyMs: 1, turn: turns.take });
    await turns.reached(3);
    await loop.stop();
  });

  it('stops when the turn that it is at has ended', async () => {
    let end = () => {};
    const turn = new Promise<void>((resolve) => (end = resolve));
    const loop = new Repeatedly({ name: 'test', everyMs: 1, turn: () => turn });
    let hasStopped = false;
    const stopped = loop.stop().then(() => (hasStopped = true));
    await new Promise(setImmediate);
    expect(hasStopped).toBe(false);
    end();
    await stopped;
  });
});

function countedTurns() {
  let count = 0;
  let next: (() => void) | undefined;
  let waiting: { at: number; resolve: () => void } | undefined;
  return {
    count: () => count,
    onNext: (action: () => void) => (next = action),
    reached: (at: number) => new Promise<void>((resolve) => (count >= at ? resolve() : (waiting = { at, resolve }))),
    take: async () => {
      count++;
      if (waiting && count >= waiting.at) waiting.resolve();
      const action = next;
      next = undefined;
      action?.();
    },
  };
}
