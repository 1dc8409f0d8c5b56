import { Injectable, Logger } from '@nestjs/common';
import type { Plan } from '@jujube/core/rollout/plan.js';
import { crashpoint } from '../crashpoint.js';
import { LiveDynos } from '../live-dynos.js';
import type { Observation } from '../observer/observer.js';
import { WaitingNews } from './waiting-news.js';
import { ContainerWork } from './container-work.js';
import { PlanWriter } from './plan-writer.js';

/** Carries a plan out: first its rows, in one transaction, then the containers that the rows ask for. */
@Injectable()
export class Actor {
  private readonly logger = new Logger('actor');

  constructor(
    private readonly writer: PlanWriter,
    private readonly liveDynos: LiveDynos,
    private readonly work: ContainerWork,
    private readonly news: WaitingNews,
  ) {}

  /** Answers whether a next look may find more to do: something was written, or left out. */
  async carryOut(plan: Plan, observation: Observation): Promise<boolean> {
    const { dynos, hasWritten, refused } = await this.writer.write(plan, observation);
    if (hasWritten) crashpoint('plan_written');
    for (const { action, filter } of refused)
      this.logger.log(`host ${action.hostId} takes a ${action.kind} no more: ${filter}`);
    this.liveDynos.replaceAll(observation.liveDynos);
    this.liveDynos.put(dynos);
    this.work.takeUp(this.liveDynos.all());
    await this.news.tell(plan);
    return hasWritten || refused.length > 0;
  }
}
