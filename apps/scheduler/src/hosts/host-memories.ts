import { Injectable } from '@nestjs/common';
import { DataSource } from '@jujube/database/connection.js';
import { readdressDynos } from '@jujube/database/dynos/readdress-dynos.js';
import { readHostStatus, writeHostStatus, type SeenHost } from '@jujube/database/host-status/write-host-status.js';
import { Nudges } from '@jujube/database/nudges.js';
import { FencedWrites } from '../leader/fenced-writes.js';
import type { HostMemory } from './host-judgement.js';

export interface Watched {
  memory: HostMemory;
  hasLiveRestore: boolean;
  factsAtMs: number;
}

/** What is known of hosts between two looks, and over a change of leaders. */
@Injectable()
export class HostMemories {
  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: FencedWrites,
    private readonly nudges: Nudges,
  ) {}

  /** Where this leader takes over: the status stands until the host was judged anew. */
  async recall(hostId: string, nowMs: number): Promise<Watched> {
    const written = await readHostStatus(this.dataSource.manager, hostId);
    const status = written?.status ?? 'disconnected';
    return {
      memory: { status, watchedSinceMs: nowMs, lastSeenMs: null, isReachable: false, goneAtMs: [] },
      hasLiveRestore: written?.hasLiveRestore ?? false,
      factsAtMs: Number.NEGATIVE_INFINITY,
    };
  }

  async write(seen: SeenHost): Promise<void> {
    await this.writes.run(async (manager) => {
      await writeHostStatus(manager, seen);
      // the host may have been reconnected: its dynos stayed
      if (seen.facts && (await readdressDynos(manager, seen.hostId))) await this.nudges.send('routes', manager);
    });
  }
}
