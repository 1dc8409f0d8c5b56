import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Engines } from '@jujube/containers/engines.js';
import type { HostReport } from '@jujube/database/host-probes/host-report.js';
import { OpenProbes, type OpenProbe } from '@jujube/database/host-probes/open-probes.js';
import { FencedWrites } from '../leader/fenced-writes.js';
import type { LeaderPart } from '../leader/leader-part.js';
import { repeatedly } from '../leader/repeatedly.js';
import { WakeUp } from '../wake-up.js';
import { Preflight } from './preflight.js';
import { unreachableReport } from './unreachable-report.js';

export const PROBE_ENGINES = Symbol('PROBE_ENGINES');

const EVERY_MS = 1_000;
// the one who asks waits 10 s
const ANSWER_WITHIN_MS = 8_500;

/** Answers what the API wants to know of engines that are not registered yet. */
@Injectable()
export class Probes implements LeaderPart {
  private readonly logger = new Logger('probes');
  private readonly running = new Map<string, Promise<void>>();

  constructor(
    private readonly open: OpenProbes,
    private readonly writes: FencedWrites,
    private readonly preflight: Preflight,
    @Inject(PROBE_ENGINES) private readonly engines: Engines,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    const wakeUp = new WakeUp();
    const end = this.open.onAsked(() => wakeUp.wake());
    await repeatedly({ signal, everyMs: EVERY_MS, wakeUp, logger: this.logger }, async () => {
      for (const probe of await this.open.list()) if (!this.running.has(probe.id)) this.begin(probe);
    });
    end();
    await Promise.all(this.running.values());
  }

  private begin(probe: OpenProbe): void {
    const answering = this.answer(probe)
      .catch((error: unknown) => this.logger.warn(error))
      .finally(() => this.running.delete(probe.id));
    this.running.set(probe.id, answering);
  }

  private async answer({ id, connection }: OpenProbe): Promise<void> {
    const report = await Promise.race([this.look({ id, connection }), tooLate(connection.url)]);
    await this.writes.run((manager) => this.open.answer(manager, id, report));
    await this.engines.close(id);
  }

  private async look({ id, connection }: OpenProbe): Promise<HostReport> {
    try {
      // the probe's own id: an open engine of a registered host is not to be replaced by this one
      return await this.preflight.report(connection.url, this.engines.for({ ...connection, id }));
    } catch (error) {
      return unreachableReport(error);
    }
  }
}

async function tooLate(url: string): Promise<HostReport> {
  await new Promise((resolve) => setTimeout(resolve, ANSWER_WITHIN_MS).unref());
  return unreachableReport(`${new URL(url).host || url} did not answer within ${ANSWER_WITHIN_MS / 1000} s`);
}
