import { Injectable, Logger } from '@nestjs/common';
import { describePlan } from '@jujube/core/rollout/describe-plan.js';
import { reconcile } from '@jujube/core/rollout/reconcile.js';
import { Nudges } from '@jujube/database/nudges.js';
import { setTimeout as sleep } from 'node:timers/promises';
import { Actor } from './actor/actor.js';
import type { LeaderPart } from './leader/leader-part.js';
import { repeatedly } from './leader/repeatedly.js';
import { Observer } from './observer/observer.js';
import { PlanLog } from './plan-log.js';
import { WakeUp } from './wake-up.js';

const EVERY_MS = 3_000;
// a burst of nudges is one reason to look, not a hundred
const SHORTEST_ROUND_MS = 100;

/** Observe, decide, act: again and again, until what is there is what is wanted. Nudges only make it look sooner. */
@Injectable()
export class ControlLoop implements LeaderPart {
  private readonly logger = new Logger('control-loop');
  private readonly log = new PlanLog();

  constructor(
    private readonly observer: Observer,
    private readonly actor: Actor,
    private readonly nudges: Nudges,
    private readonly wakeUp: WakeUp,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    const wake = () => this.wakeUp.wake();
    const ends = [this.nudges.on('wanted', wake), this.nudges.on('acks', wake)];
    await repeatedly({ signal, everyMs: EVERY_MS, wakeUp: this.wakeUp, logger: this.logger }, async () => {
      const [pauseMs] = await Promise.all([this.tick(signal), sleep(SHORTEST_ROUND_MS)]);
      return pauseMs;
    });
    for (const end of ends) end();
  }

  /** Answers in how many ms the plan changes by itself, if nothing happens before. */
  private async tick(signal: AbortSignal): Promise<number> {
    const observation = await this.observer.observe();
    const { wanted, cluster } = observation;
    const plan = reconcile(wanted, cluster);
    if (signal.aborted) return 0;
    this.log.tell(describePlan(plan, wanted, cluster));
    const hasChanged = await this.actor.carryOut(plan, observation);
    if (hasChanged) this.wakeUp.wake();
    return plan.wakeAtMs === null ? EVERY_MS : Math.max(0, plan.wakeAtMs - cluster.nowMs);
  }
}
