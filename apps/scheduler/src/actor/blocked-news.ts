import { Injectable } from '@nestjs/common';
import type { BlockDyno, Plan } from '@jujube/core/rollout/plan.js';
import { LogLinesRepository } from '@jujube/database/log-lines/log-lines.repository.js';
import type { NewLogLine } from '@jujube/database/log-lines/new-log-line.js';
import { FencedWrites } from '../leader/fenced-writes.js';
import { dynoName } from '../logs/dyno-line.js';

/** Tells an app's log why a dyno finds no host: once, and again only when the reason changes. */
@Injectable()
export class BlockedNews {
  private told = new Map<string, string>();

  constructor(
    private readonly writes: FencedWrites,
    private readonly lines: LogLinesRepository,
  ) {}

  async tell({ actions }: Plan): Promise<void> {
    const blocked = actions.filter((action) => action.kind === 'block-dyno');
    const news = blocked.filter((action) => this.told.get(keyOf(action)) !== action.message);
    if (news.length > 0) await this.writes.run((manager) => this.lines.append(news.map(lineOf), manager));
    this.told = new Map(blocked.map((action) => [keyOf(action), action.message]));
  }
}

function keyOf({ appId, processType, slot }: BlockDyno): string {
  return `${appId}/${processType}.${slot}`;
}

function lineOf(action: BlockDyno): NewLogLine {
  const { appId, message } = action;
  return { appId, at: new Date().toISOString(), source: 'heroku', dyno: dynoName(action), text: message };
}
