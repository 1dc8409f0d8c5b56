import { Injectable } from '@nestjs/common';
import { crashText } from '@jujube/core/rollout/crash-text.js';
import type { BlockDyno, DelayDyno, Plan } from '@jujube/core/rollout/plan.js';
import { LogLinesRepository } from '@jujube/database/log-lines/log-lines.repository.js';
import type { NewLogLine } from '@jujube/database/log-lines/new-log-line.js';
import { writeWaitingSlots, type WaitingSlot } from '@jujube/database/waiting-slots/write-waiting-slots.js';
import { FencedWrites } from '../leader/fenced-writes.js';
import { dynoName } from '../logs/dyno-line.js';

/**
 * Writes down which wanted dynos do not run and what they wait for, and tells their app's log: once, and again only when
 * that changes.
 */
@Injectable()
export class WaitingNews {
  /** null: nothing was written by this leader yet, and what a former one wrote may be over */
  private told: Map<string, string> | null = null;

  constructor(
    private readonly writes: FencedWrites,
    private readonly lines: LogLinesRepository,
  ) {}

  async tell({ actions }: Plan): Promise<void> {
    const { told } = this;
    const waiting = onePerSlot(
      actions.filter((action) => action.kind === 'block-dyno' || action.kind === 'delay-dyno').map(slotOf),
    );
    const news = waiting.filter((slot) => told?.get(keyOf(slot)) !== contentOf(slot));
    if (told?.size === waiting.length && news.length === 0) return;
    await this.writes.run(async (manager) => {
      await writeWaitingSlots(manager, waiting);
      await this.lines.append(news.map(lineOf), manager);
    });
    this.told = new Map(waiting.map((slot) => [keyOf(slot), contentOf(slot)]));
  }
}

/** Two releases may want the same slot while canaries are out: one reason is enough. */
function onePerSlot(slots: readonly WaitingSlot[]): WaitingSlot[] {
  return [...new Map(slots.map((slot) => [keyOf(slot), slot])).values()];
}

function slotOf(action: BlockDyno | DelayDyno): WaitingSlot {
  const { appId, processType, slot } = action;
  if (action.kind === 'block-dyno')
    return { appId, processType, slot, state: 'blocked', reason: action.message, retryAt: null };
  const retryAt = new Date(action.untilMs);
  return { appId, processType, slot, state: 'crashed', reason: crashText(action.crashes), retryAt };
}

function keyOf({ appId, processType, slot }: WaitingSlot): string {
  return `${appId}/${processType}.${slot}`;
}

function contentOf({ state, reason, retryAt }: WaitingSlot): string {
  return [state, reason, retryAt?.toISOString()].join(' ');
}

function lineOf(slot: WaitingSlot): NewLogLine {
  const text = slot.retryAt ? `${capital(slot.reason)}, starts again at ${slot.retryAt.toISOString()}` : slot.reason;
  return { appId: slot.appId, at: new Date().toISOString(), source: 'heroku', dyno: dynoName(slot), text };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
