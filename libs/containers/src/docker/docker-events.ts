import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { ownershipLabels } from '../labels.js';
import type { DockerHttp, DockerRequest } from './docker-http.js';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
// a connection that died without a word is replaced at the latest then
const CONNECTION_LIFE_MS = 300_000;

export interface EventSource {
  http: DockerHttp;
  installation: string;
  connectMs: number;
}

/**
 * Nudges for one follower of a host's events: one after every (re)connect and one after every event, as many as come while
 * the follower is busy folded into one. An event may be lost, so it never says more than 'look again'.
 */
export async function* followEvents(events: EventSource, given: AbortSignal): AsyncGenerator<'changed'> {
  const left = new AbortController();
  const signal = AbortSignal.any([given, left.signal]);
  const nudge = new Nudge();
  const listening = listen(events, nudge, signal);
  signal.addEventListener('abort', () => nudge.give());
  try {
    while (!signal.aborted) {
      await nudge.taken();
      if (!signal.aborted) yield 'changed';
    }
  } finally {
    left.abort();
    await listening;
  }
}

async function listen(events: EventSource, nudge: Nudge, signal: AbortSignal): Promise<void> {
  let pauseMs = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    const hasListened = await listenOnce(events, nudge, signal);
    pauseMs = hasListened ? FIRST_PAUSE_MS : Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    await pause(pauseMs, undefined, { signal }).catch(() => {});
  }
}

/** False when the host could not be reached: why is told by the list that the follower makes anyway. */
async function listenOnce(events: EventSource, nudge: Nudge, signal: AbortSignal): Promise<boolean> {
  const life = AbortSignal.any([signal, AbortSignal.timeout(CONNECTION_LIFE_MS)]);
  let source: Readable | undefined;
  try {
    source = await events.http.stream(eventRequest(events, life));
    nudge.give();
    for await (const _event of source) nudge.give();
    return true;
  } catch {
    return source !== undefined;
  } finally {
    source?.destroy();
  }
}

function eventRequest({ installation, connectMs }: EventSource, signal: AbortSignal): DockerRequest {
  const label = Object.entries(ownershipLabels(installation)).map(([key, value]) => `${key}=${value}`);
  const query = { filters: JSON.stringify({ type: ['container'], label }) };
  return { operation: 'events', method: 'GET', path: '/events', query, signal, deadlineMs: connectMs };
}

class Nudge {
  #isGiven = false;
  #wake = () => {};

  give(): void {
    this.#isGiven = true;
    this.#wake();
  }

  async taken(): Promise<void> {
    if (!this.#isGiven) await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#isGiven = false;
  }
}
