import { Injectable, Logger } from '@nestjs/common';
import type { SeenHost } from '@jujube/database/host-status/write-host-status.js';
import { repeatedly } from '../leader/repeatedly.js';
import { LiveDynos } from '../live-dynos.js';
import { Timings } from '../timings.js';
import { WakeUp } from '../wake-up.js';
import type { ConnectedHost } from './host-engines.js';
import { readFacts } from './host-facts.js';
import { judgeHost, type HostMemory } from './host-judgement.js';
import { HostMemories, type Watched } from './host-memories.js';
import { probeHost, type Probe } from './probe-host.js';

const ONCE_GONE_MS = 1_000;
const FACTS_EVERY_MS = 60_000;

/** Asks one host every 5 s whether it is there, and writes down what follows. */
@Injectable()
export class HostWatch {
  private readonly logger = new Logger('hosts');

  constructor(
    private readonly memories: HostMemories,
    private readonly liveDynos: LiveDynos,
    private readonly loop: WakeUp,
    private readonly timings: Timings,
  ) {}

  async run(connected: ConnectedHost, signal: AbortSignal): Promise<void> {
    const everyMs = this.timings.hostProbeEveryMs;
    let watched: Watched | null = null;
    await repeatedly({ signal, everyMs, wakeUp: new WakeUp(), logger: this.logger }, async () => {
      watched ??= await this.memories.recall(connected.host.id, performance.now());
      watched = await this.round(connected, watched, signal);
      const { goneAtMs, status } = watched.memory;
      return goneAtMs.length > 0 && status !== 'down' ? ONCE_GONE_MS : everyMs;
    });
  }

  private async round(connected: ConnectedHost, watched: Watched, signal: AbortSignal): Promise<Watched> {
    const dynos = this.liveDynos.all().filter((dyno) => dyno.hostId === connected.host.id);
    const probe = await probeHost(connected, { hasLiveRestore: watched.hasLiveRestore, dynos });
    const nowMs = performance.now();
    const isFactsDue = probe.outcome === 'answered' && nowMs - watched.factsAtMs >= FACTS_EVERY_MS;
    const facts = isFactsDue ? await readFacts(connected) : undefined;
    const memory = judgeHost(watched.memory, { outcome: probe.outcome, nowMs }, this.timings);
    if (signal.aborted) return watched;
    await this.write(connected, { memory, former: watched.memory, probe, facts });
    const hasLiveRestore = facts?.hasLiveRestore ?? watched.hasLiveRestore;
    return { memory, hasLiveRestore, factsAtMs: facts ? nowMs : watched.factsAtMs };
  }

  private async write(
    { host }: ConnectedHost,
    seen: { memory: HostMemory; former: HostMemory; probe: Probe; facts: SeenHost['facts'] },
  ): Promise<void> {
    const { memory, former, probe, facts } = seen;
    const { status } = memory;
    const reason = status === 'ready' ? null : probe.trouble;
    await this.memories.write({ hostId: host.id, status, reason, isSeenNow: probe.outcome === 'answered', facts });
    if (facts || status !== former.status) this.loop.wake();
    if (status !== former.status) this.logger.log(`host ${host.name} is ${status}${reason ? `: ${reason}` : ''}`);
  }
}
