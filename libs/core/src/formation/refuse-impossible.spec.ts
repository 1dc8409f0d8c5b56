import { refuseImpossible, type FormationWish, type KnownHost } from './refuse-impossible.js';

const wish: FormationWish = {
  processType: 'web',
  quantity: 2,
  cpuMillis: 250,
  memoryMib: 512,
  pool: 'default',
  hostLabels: {},
  isOnePerHost: false,
};
const host: KnownHost = { name: 'h1', pool: 'default', labels: { zone: 'a' }, cpuMillis: 2000, memoryMib: 4096 };

describe('refuseImpossible', () => {
  it('lets pass what an empty cluster could run, though it may be full now', () => {
    expect(() => refuseImpossible({ ...wish, quantity: 100 }, [host])).not.toThrow();
  });

  it('knows nothing while no host is registered, and wants nothing for no dynos', () => {
    expect(() => refuseImpossible({ ...wish, memoryMib: 1e6 }, [])).not.toThrow();
    expect(() => refuseImpossible({ ...wish, memoryMib: 1e6, quantity: 0 }, [host])).not.toThrow();
  });

  it('names the biggest host when a dyno is bigger than all of them', () => {
    expect(() => refuseImpossible({ ...wish, memoryMib: 8192 }, [host])).toThrow(/memory 8Gi per dyno.*h1.*memory 4Gi/);
    expect(() => refuseImpossible({ ...wish, cpuMillis: 2001 }, [host])).toThrow(/cpu 2001m/);
  });

  it('refuses pools and labels that no host has', () => {
    expect(() => refuseImpossible({ ...wish, pool: 'gpu' }, [host])).toThrow(/in pool gpu/);
    expect(() => refuseImpossible({ ...wish, hostLabels: { zone: 'b' } }, [host])).toThrow(/labelled zone=b/);
  });

  it('counts hosts for one dyno per host', () => {
    const two = [host, { ...host, name: 'h2' }];
    expect(() => refuseImpossible({ ...wish, isOnePerHost: true }, two)).not.toThrow();
    expect(() => refuseImpossible({ ...wish, isOnePerHost: true, quantity: 3 }, two)).toThrow(
      /need 3 hosts, and 2 can/,
    );
  });
});
