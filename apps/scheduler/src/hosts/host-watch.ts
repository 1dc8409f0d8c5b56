import { Injectable, Logger } from '@nestjs/common';
import type { HostStatus } from '@jujube/core/cluster/host.js';
import { DataSource } from '@jujube/database/connection.js';
import { readHostStatus, writeHostStatus, type SeenHost } from '@jujube/database/host-status/write-host-status.js';
import { FencedWrites } from '../leader/fenced-writes.js';
import { repeatedly } from '../leader/repeatedly.js';
import { LiveDynos } from '../live-dynos.js';
import { WakeUp } from '../wake-up.js';
import type { ConnectedHost } from './host-engines.js';
import { readFacts } from './host-facts.js';
import { judgeHost, type HostMemory } from './host-judgement.js';
import { probeHost, type Probe } from './probe-host.js';

const EVERY_MS = 5_000;
const AFTER_REFUSAL_MS = 1_000;
const FACTS_EVERY_MS = 60_000;

interface Watched {
  memory: HostMemory;
  hasLiveRestore: boolean;
  factsAtMs: number;
}

/** Asks one host every 5 s whether it is there, and writes down what follows. */
@Injectable()
export class HostWatch {
  private readonly logger = new Logger('hosts');

  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: FencedWrites,
    private readonly liveDynos: LiveDynos,
    private readonly loop: WakeUp,
  ) {}

  async run(connected: ConnectedHost, signal: AbortSignal): Promise<void> {
    let watched: Watched | null = null;
    await repeatedly({ signal, everyMs: EVERY_MS, wakeUp: new WakeUp(), logger: this.logger }, async () => {
      watched = await this.round(connected, watched ?? (await this.recall(connected)), signal);
      return watched.memory.refusedAtMs.length > 0 && watched.memory.status !== 'down' ? AFTER_REFUSAL_MS : EVERY_MS;
    });
  }

  private async recall({ host }: ConnectedHost): Promise<Watched> {
    const written = await readHostStatus(this.dataSource.manager, host.id);
    const status: HostStatus = written?.status ?? 'disconnected';
    return {
      memory: { status, watchedSinceMs: performance.now(), lastSeenMs: null, refusedAtMs: [] },
      hasLiveRestore: written?.hasLiveRestore ?? false,
      factsAtMs: Number.NEGATIVE_INFINITY,
    };
  }

  private async round(connected: ConnectedHost, watched: Watched, signal: AbortSignal): Promise<Watched> {
    const dynos = this.liveDynos.all().filter((dyno) => dyno.hostId === connected.host.id);
    const probe = await probeHost(connected, { hasLiveRestore: watched.hasLiveRestore, dynos });
    const nowMs = performance.now();
    const isFactsDue = probe.outcome === 'answered' && nowMs - watched.factsAtMs >= FACTS_EVERY_MS;
    const facts = isFactsDue ? await readFacts(connected) : undefined;
    const memory = judgeHost(watched.memory, probe.outcome, nowMs);
    if (signal.aborted) return watched;
    await this.write(connected, { memory, former: watched.memory, probe, facts });
    return {
      memory,
      hasLiveRestore: facts?.hasLiveRestore ?? watched.hasLiveRestore,
      factsAtMs: facts ? nowMs : watched.factsAtMs,
    };
  }

  private async write(
    { host }: ConnectedHost,
    seen: { memory: HostMemory; former: HostMemory; probe: Probe; facts: SeenHost['facts'] },
  ): Promise<void> {
    const { memory, former, probe, facts } = seen;
    const { status } = memory;
    const reason = status === 'ready' ? null : probe.trouble;
    const isSeenNow = probe.outcome === 'answered';
    await this.writes.run((manager) => writeHostStatus(manager, { hostId: host.id, status, reason, isSeenNow, facts }));
    if (facts || status !== former.status) this.loop.wake();
    if (status !== former.status) this.logger.log(`host ${host.name} is ${status}${reason ? `: ${reason}` : ''}`);
  }
}
