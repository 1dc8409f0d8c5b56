import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';

/** A dyno row for unit tests. */
export function someDyno(more: Partial<DynoEntity> = {}): DynoEntity {
  return {
    ...{ id: 'd1', appId: 'a', appName: 'shop', processType: 'web', slot: 1, incarnation: 1 },
    ...{
      releaseId: 'r',
      releaseVersion: 2,
      generation: 'r:50x256:0',
      command: 'node web.js',
      image: 'reg/shop@sha256:1',
    },
    ...{
      hostId: 'h1',
      hostName: 'h1',
      hostAddress: '10.0.0.1',
      hostPort: 20_000,
      ports: [],
      gpus: [],
      cpuMillis: 50,
      memoryMib: 256,
    },
    ...{ state: 'up' as const, isHealthy: true, containerId: 'c1', reason: null, exitCode: null },
    ...{ createdAt: new Date(0), stateSince: new Date(0), healthySince: new Date(0) },
    ...more,
  };
}
