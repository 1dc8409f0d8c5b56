import { LeaseKeeper } from './lease-keeper.js';
import { LostLease } from './lost-lease.js';

const TIMES = { renewEveryMs: 5, leaseMs: 60 };
const LONG = { renewEveryMs: 5, leaseMs: 60_000 };

describe('LeaseKeeper', () => {
  it('renews until it is stopped', async () => {
    let renewals = 0;
    const three = new Promise<void>((resolve) => {
      const keeper = new LeaseKeeper(async () => {
        if (++renewals === 3) resolve(keeper.stop());
        return true;
      }, LONG);
    });
    await three;
    expect(renewals).toBe(3);
  });

  it('tells the work to stop when another worker has the row', async () => {
    const keeper = new LeaseKeeper(async () => false, TIMES);
    await aborted(keeper.signal);
    expect(keeper.signal.reason).toBeInstanceOf(LostLease);
    expect(String(keeper.signal.reason)).toContain('another worker');
  });

  it('goes on over a short outage of the database', async () => {
    let asked = 0;
    const recovered = new Promise<LeaseKeeper>((resolve) => {
      const keeper: LeaseKeeper = new LeaseKeeper(async () => {
        if (++asked <= 2) throw new Error('no answer');
        resolve(keeper);
        return true;
      }, LONG);
    });
    const keeper = await recovered;
    expect(keeper.signal.aborted).toBe(false);
    keeper.stop();
  });

  it('gives the row up when it could not be asked for as long as a lease lasts', async () => {
    let asked = 0;
    const keeper = new LeaseKeeper(() => Promise.reject(new Error(`no answer ${++asked}`)), TIMES);
    await aborted(keeper.signal);
    expect(asked).toBeGreaterThan(1);
    expect(String(keeper.signal.reason)).toContain('could not be asked');
  });

  it('counts a renewal that does not return as an outage', async () => {
    const keeper = new LeaseKeeper(() => new Promise(() => undefined), TIMES);
    await aborted(keeper.signal);
    expect(keeper.signal.reason).toBeInstanceOf(LostLease);
  });
});

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
}
