import type { Dyno } from '../cluster/dyno.js';
import { crashStreak } from '../restart/back-off.js';
import { endedOf } from './choose-starts.js';
import { crashText } from './crash-text.js';
import type { UnreadySlot, Verdict } from './judge-deployment.js';

export interface FailureWords {
  readonly nowMs: number;
  hostName(hostId: string): string;
  /** why a slot has no dyno: what placement says, or null when it has a place */
  blockedMessage(slot: UnreadySlot): string | null;
}

const NAMED_SLOTS = 5;

/** Why a deployment failed, for its owner: which dynos did not become healthy, and what is known about each. */
export function failureReason(verdict: Verdict & { kind: 'failed' }, words: FailureWords): string {
  const { unready, cause } = verdict;
  const named = unready.slice(0, NAMED_SLOTS).map((slot) => slotTrouble(slot, words));
  const more = unready.length > NAMED_SLOTS ? [`and ${unready.length - NAMED_SLOTS} more`] : [];
  const old = unready.length === 0 ? ['dynos of the old release could not be stopped'] : [];
  const what = cause === 'crash-loop' ? 'the new release crashes again and again' : 'not healthy by the deadline';
  return `${what}: ${[...named, ...more, ...old].join('; ')}`;
}

function slotTrouble(unready: UnreadySlot, words: FailureWords): string {
  const { buckets, slot } = unready;
  const name = `${buckets.process.processType}.${slot.slot}`;
  const crashes = crashStreak(endedOf(buckets, slot)).length;
  const crashed = crashes > 0 ? crashText(crashes) : null;
  const kept = buckets.kept.get(slot.slot);
  if (kept) return [`${name} ${dynoTrouble(kept, words)}`, crashed].filter(Boolean).join(', ');
  const blocked = words.blockedMessage(unready);
  if (crashed) return [`${name} ${crashed}`, blocked].filter(Boolean).join(', ');
  return blocked ?? `${name} was waiting for its turn to start`;
}

function dynoTrouble(dyno: Dyno, words: FailureWords): string {
  const seconds = Math.max(0, Math.round((words.nowMs - dyno.stateSinceMs) / 1000));
  const where = `on ${words.hostName(dyno.hostId)}`;
  if (dyno.state === 'placed') return `was not started ${where} for ${seconds} s`;
  if (dyno.state === 'starting') return `runs ${where} but did not become healthy for ${seconds} s`;
  if (!dyno.isHealthy) return `${where} lost its health`;
  return dyno.isRouted ? `${where} was not healthy for long enough` : `${where} is healthy but not routed yet`;
}
