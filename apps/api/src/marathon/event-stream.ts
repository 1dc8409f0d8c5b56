import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { Doorbell } from '@jujube/database/doorbell.js';
import { Nudges } from '@jujube/database/nudges.js';
import { DeploymentQueries } from '@jujube/usecases/deployments/deployment.queries.js';
import { ServiceQueries } from '@jujube/usecases/placement/service.queries.js';
import { changesOf } from './changes.js';
import { type Endings, eventsBetween, type Look, type MarathonEvent } from './events-between.js';

const LOOK_EVERY_MS = 5_000;
/** Nudges come in bursts, and each look reads all that the caller may see. */
const LOOK_AT_MOST_EVERY_MS = 500;
const SIGN_OF_LIFE_EVERY_MS = 15_000;
const SIGN_OF_LIFE = ': keep-alive\n\n';
/** Then its client comes again, and is asked again who it is. */
const LONGEST_MS = 3_600_000;
const MOST_STREAMS = 50;

export interface EventWish {
  /** empty: all */
  readonly types: readonly string[];
  readonly remoteAddress: string;
  readonly signal: AbortSignal;
}

/** Marathon's event bus: what changed between one look at the rows and the next, woken by nudges. */
@Injectable()
export class EventStream {
  private streams = 0;

  constructor(
    private readonly services: ServiceQueries,
    private readonly deployments: DeploymentQueries,
    private readonly nudges: Nudges,
  ) {}

  /** @throws UserError unavailable while too many listen already */
  events(caller: Caller, wish: EventWish): AsyncGenerator<string> {
    if (this.streams >= MOST_STREAMS) {
      throw new UserError('unavailable', `${MOST_STREAMS} clients follow the events already. Try again later.`);
    }
    return this.follow(caller, wish);
  }

  private async *follow(caller: Caller, { types, remoteAddress, signal }: EventWish): AsyncGenerator<string> {
    this.streams += 1;
    const bell = new Doorbell(this.nudges, ['wanted', 'routes', 'releases'], '');
    const untilMs = performance.now() + LONGEST_MS;
    const tell = (events: readonly MarathonEvent[]) => asText(events.filter((one) => isWanted(one, types)));
    try {
      let last = await this.look(caller);
      let saidAtMs = performance.now();
      yield tell([{ eventType: 'event_stream_attached', remoteAddress }]) || SIGN_OF_LIFE;
      while (!signal.aborted && performance.now() < untilMs) {
        await bell.wait(LOOK_EVERY_MS, signal);
        await sleep(LOOK_AT_MOST_EVERY_MS, undefined, { signal }).catch(() => undefined);
        const now = await this.look(caller);
        const text = tell(eventsBetween(last, now, await this.endings(caller, last, now)));
        last = now;
        const isSilent = performance.now() - saidAtMs >= SIGN_OF_LIFE_EVERY_MS;
        if (text === '' && !isSilent) continue;
        saidAtMs = performance.now();
        yield text || SIGN_OF_LIFE;
      }
    } finally {
      bell.close();
      this.streams -= 1;
    }
  }

  private async look(caller: Caller): Promise<Look> {
    const services = await this.services.list(caller);
    return { services, changes: changesOf(services, Date.now()) };
  }

  private async endings(caller: Caller, before: Look, after: Look): Promise<Endings> {
    const going = new Set(after.changes.map(({ id }) => id));
    const over = before.changes.filter(({ id, isRelease }) => isRelease && !going.has(id));
    const rows = await Promise.all(over.map(({ id }) => this.deployments.find(caller, id)));
    const good = new Set(rows.flatMap((row) => (row?.state === 'succeeded' ? [row.id] : [])));
    const failed = new Set(over.map(({ id }) => id).filter((id) => !good.has(id)));
    const live = new Set(after.services.flatMap(({ dynos }) => dynos.map(({ id }) => id)));
    const lost = before.services.flatMap(({ dynos }) => dynos.map(({ id }) => id)).filter((id) => !live.has(id));
    const dynos = lost.length === 0 ? [] : await this.services.endings(lost);
    return { failed, dynos: new Map(dynos.map((dyno) => [dyno.id, dyno])) };
  }
}

function isWanted({ eventType }: MarathonEvent, types: readonly string[]): boolean {
  return types.length === 0 || types.includes(eventType);
}

function asText(events: readonly MarathonEvent[]): string {
  const timestamp = new Date().toISOString();
  return events
    .map((event) => `event: ${event.eventType}\ndata: ${JSON.stringify({ ...event, timestamp })}\n\n`)
    .join('');
}
