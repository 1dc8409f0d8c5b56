import { Injectable } from '@nestjs/common';
import type { BlockDyno, Plan } from '@jujube/core/rollout/plan.js';
import { writeBlockedSlots, type BlockedSlot } from '@jujube/database/blocked-slots/write-blocked-slots.js';
import { LogLinesRepository } from '@jujube/database/log-lines/log-lines.repository.js';
import type { NewLogLine } from '@jujube/database/log-lines/new-log-line.js';
import { FencedWrites } from '../leader/fenced-writes.js';
import { dynoName } from '../logs/dyno-line.js';

/** Writes down which dynos find no host, and tells their app's log why: once, and again only when the reason changes. */
@Injectable()
export class BlockedNews {
  /** null: nothing was written by this leader yet, and what a former one wrote may be over */
  private told: Map<string, string> | null = null;

  constructor(
    private readonly writes: FencedWrites,
    private readonly lines: LogLinesRepository,
  ) {}

  async tell({ actions }: Plan): Promise<void> {
    const { told } = this;
    const blocked = actions.filter((action) => action.kind === 'block-dyno');
    const news = blocked.filter((action) => told?.get(keyOf(action)) !== action.message);
    if (told?.size === blocked.length && news.length === 0) return;
    await this.writes.run(async (manager) => {
      await writeBlockedSlots(manager, blocked.map(slotOf));
      await this.lines.append(news.map(lineOf), manager);
    });
    this.told = new Map(blocked.map((action) => [keyOf(action), action.message]));
  }
}

function keyOf({ appId, processType, slot }: BlockDyno): string {
  return `${appId}/${processType}.${slot}`;
}

function slotOf({ appId, processType, slot, message }: BlockDyno): BlockedSlot {
  return { appId, processType, slot, reason: message };
}

function lineOf(action: BlockDyno): NewLogLine {
  const { appId, message } = action;
  return { appId, at: new Date().toISOString(), source: 'heroku', dyno: dynoName(action), text: message };
}
