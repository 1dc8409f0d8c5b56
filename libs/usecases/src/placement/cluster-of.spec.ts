import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import { clusterOf, type SeenRows } from './cluster-of.js';

const RANGE = { from: 20_000, to: 29_999 };
const NOBODY = { aliveRouters: 0, byDyno: new Map() };

/** As much of a row as is looked at here. */
function someDyno(more: Partial<DynoEntity> = {}): DynoEntity {
  const dates = { createdAt: new Date(0), stateSince: new Date(0), healthySince: new Date(0) };
  return { id: 'd1', processType: 'web', state: 'up', ...dates, ...more } as DynoEntity;
}

function rows(more: Partial<SeenRows>): SeenRows {
  return { now: new Date(5000), hosts: [], dynos: [], crashes: [], tasks: [], acknowledgements: NOBODY, ...more };
}

function routing(more: Partial<SeenRows>) {
  const [dyno] = clusterOf(rows({ dynos: [someDyno()], ...more }), { portRange: RANGE }).dynos;
  return { isRouted: dyno?.isRouted, isDrained: dyno?.isDrained };
}

describe('clusterOf', () => {
  it('takes a web dyno for routed, and never for drained, while no router is alive', () => {
    expect(routing({})).toEqual({ isRouted: true, isDrained: false });
  });

  it('asks every router that is alive', () => {
    const said = (routed: number, drained: number) => ({
      aliveRouters: 2,
      byDyno: new Map([['d1', { routed, drained }]]),
    });
    expect(routing({ acknowledgements: said(1, 1) })).toEqual({ isRouted: false, isDrained: false });
    expect(routing({ acknowledgements: said(2, 0) })).toEqual({ isRouted: true, isDrained: false });
    expect(routing({ acknowledgements: said(0, 2) })).toEqual({ isRouted: false, isDrained: true });
    expect(routing({ acknowledgements: { ...NOBODY, aliveRouters: 1 } })).toEqual({
      isRouted: false,
      isDrained: false,
    });
  });

  it('waits for no router with process types that have no routes', () => {
    const dynos = [someDyno({ processType: 'worker' })];
    expect(routing({ dynos, acknowledgements: { ...NOBODY, aliveRouters: 1 } })).toEqual({
      isRouted: true,
      isDrained: true,
    });
  });

  it('takes a host that was never seen for disconnected and without room', () => {
    const host = {
      id: 'h',
      name: 'h',
      url: 'tcp://h',
      pool: 'default',
      environment: null,
      labels: {},
      isCordoned: true,
      isDraining: false,
    };
    const [seen] = clusterOf(
      rows({ hosts: [{ ...host, status: null, notReadySince: null, cpuMillis: null, memoryMib: null, gpus: null }] }),
      { portRange: RANGE },
    ).hosts;
    expect(seen).toMatchObject({
      status: 'disconnected',
      eligible: false,
      allocatable: { cpuMillis: 0, memoryMib: 0 },
    });
  });
});
