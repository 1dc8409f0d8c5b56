import { Injectable } from '@nestjs/common';
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
  constructor(
    private readonly writer: PlanWriter,
    private readonly liveDynos: LiveDynos,
    private readonly work: ContainerWork,
    private readonly news: WaitingNews,
  ) {}

  /** Answers whether anything was written, so that a next look may find more to do. */
  async carryOut(plan: Plan, observation: Observation): Promise<boolean> {
    const { dynos, hasWritten } = await this.writer.write(plan);
    if (hasWritten) crashpoint('plan_written');
    this.liveDynos.replaceAll(observation.liveDynos);
    this.liveDynos.put(dynos);
    this.work.takeUp(this.liveDynos.all());
    await this.news.tell(plan);
    return hasWritten;
  }
}
