import fc from 'fast-check';
import { PROPERTY_RUNS } from '../../spec/property-runs.js';
import { HostPorts } from './host-ports.js';

describe('HostPorts', () => {
  it('starts after the port given last, then takes the lowest, and wraps', () => {
    const ports = new HostPorts(20_000, 20_004);
    ports.hold(20_002);
    ports.startAfter(20_003);
    expect([ports.take(), ports.take(), ports.take(), ports.take()]).toEqual([20_004, 20_000, 20_001, 20_003]);
    expect(ports.free).toBe(0);
    expect(() => ports.take()).toThrow('no free host port');
  });

  it('knows ports outside its range, but gives none out', () => {
    const ports = new HostPorts(20_000, 20_001);
    ports.hold(80);
    ports.startAfter(29_999);
    expect([ports.isTaken(80), ports.isTaken(81)]).toEqual([true, false]);
    expect([ports.free, ports.take()]).toEqual([2, 20_000]);
  });

  it('gives out each free port exactly once', () => {
    const held = fc.uniqueArray(fc.integer({ min: 100, max: 130 }));
    fc.assert(
      fc.property(held, fc.integer({ min: 90, max: 140 }), (taken, last) => {
        const ports = new HostPorts(100, 130);
        for (const port of taken) ports.hold(port);
        ports.startAfter(last);
        const given = Array.from({ length: ports.free }, () => ports.take());
        expect([...given, ...taken].sort()).toEqual(Array.from({ length: 31 }, (_, at) => 100 + at));
      }),
      PROPERTY_RUNS,
    );
  });
});
