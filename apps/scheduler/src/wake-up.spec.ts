import { WakeUp } from './wake-up.js';

const FOREVER_MS = 60_000;
const never = new AbortController().signal;

describe('WakeUp', () => {
  it('remembers a call until somebody waits, and any number of calls as one', async () => {
    const wakeUp = new WakeUp();
    wakeUp.wake();
    wakeUp.wake();
    await wakeUp.wait(FOREVER_MS, never);
    const second = wakeUp.wait(FOREVER_MS, never).then(() => 'woken');
    expect(await Promise.race([second, Promise.resolve('asleep')])).toBe('asleep');
    wakeUp.wake();
    expect(await second).toBe('woken');
  });

  it('ends by the time and by the signal', async () => {
    const wakeUp = new WakeUp();
    await wakeUp.wait(1, never);
    const stop = new AbortController();
    const waiting = wakeUp.wait(FOREVER_MS, stop.signal);
    stop.abort();
    await waiting;
    await wakeUp.wait(FOREVER_MS, stop.signal);
  });
});
