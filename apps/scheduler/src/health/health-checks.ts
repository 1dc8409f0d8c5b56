import { Injectable } from '@nestjs/common';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import { aborted } from '../aborted.js';
import type { LeaderPart } from '../leader/leader-part.js';
import { LiveDynos } from '../live-dynos.js';
import { DynoWatch } from './dyno-watch.js';

/** Watches over every dyno that should be well, from the outside: nothing of ours runs on the hosts. */
@Injectable()
export class HealthChecks implements LeaderPart {
  private readonly watches = new Map<string, { stop: AbortController; end: Promise<void> }>();

  constructor(
    private readonly liveDynos: LiveDynos,
    private readonly watch: DynoWatch,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    const end = this.liveDynos.onChange(() => this.adjust(signal));
    this.adjust(signal);
    await aborted(signal);
    end();
    await Promise.all([...this.watches.values()].map((watch) => watch.end));
  }

  private adjust(signal: AbortSignal): void {
    const watchable = new Set(
      this.liveDynos
        .all()
        .filter(isWatchable)
        .map((dyno) => dyno.id),
    );
    for (const [id, { stop }] of this.watches) if (!watchable.has(id)) stop.abort();
    for (const id of watchable) if (!this.watches.has(id) && !signal.aborted) this.begin(id, signal);
  }

  private begin(id: string, signal: AbortSignal): void {
    const stop = new AbortController();
    const end = this.watch.run(id, AbortSignal.any([signal, stop.signal])).finally(() => this.watches.delete(id));
    this.watches.set(id, { stop, end });
  }
}

function isWatchable({ state }: DynoEntity): boolean {
  return state === 'starting' || state === 'up';
}
