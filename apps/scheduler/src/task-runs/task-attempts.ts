import { Injectable, Logger } from '@nestjs/common';
import type { TaskOutcome } from '@jujube/core/task/after-attempt.js';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import { LostLeadership } from '@jujube/database/leaders/lost-leadership.js';
import type { OpenTaskRun } from '@jujube/database/task-runs/open-task-runs.js';
import { openTaskSecrets } from '@jujube/database/task-runs/task-secrets.js';
import type { TaskRun } from '@jujube/database/task-runs/task-run.js';
import { ImagePulls } from '../actor/image-pulls.js';
import { ReleaseConfigs } from '../actor/release-configs.js';
import { RetryTimes } from '../actor/retry-times.js';
import { AttachSessions } from '../attach/attach-sessions.js';
import { HostEngines } from '../hosts/host-engines.js';
import { AttachedAttempt } from './attached-attempt.js';
import { type EndingWish, TaskAttempt } from './task-attempt.js';
import { TaskJournal } from './task-journal.js';

interface UnderWay {
  readonly attempt: number;
  readonly work: TaskAttempt | AttachedAttempt;
  readonly stop: AbortController;
  readonly end: Promise<void>;
}

/** The attempts that this scheduler carries out, one for each task. */
@Injectable()
export class TaskAttempts {
  private readonly logger = new Logger('task-runs');
  private readonly underWay = new Map<string, UnderWay>();
  private readonly retries = new RetryTimes();

  constructor(
    private readonly engines: HostEngines,
    private readonly pulls: ImagePulls,
    private readonly journal: TaskJournal,
    private readonly box: SecretBox,
    private readonly configs: ReleaseConfigs,
    private readonly sessions: AttachSessions,
  ) {}

  /** Begins or goes on with a placed task, unless that is under way or waits for its next try. */
  async takeUp(run: OpenTaskRun, signal: AbortSignal): Promise<void> {
    if (this.underWay.has(run.id) || !this.retries.isDue(run.id) || run.hostId === null) return;
    const work = await this.workOn(run, run.hostId);
    if (run.isKillWanted) work.end({ kind: 'killed' });
    const stop = new AbortController();
    const end = this.attempt(run, work, AbortSignal.any([signal, stop.signal]));
    this.underWay.set(run.id, { attempt: run.attempt, work, stop, end });
  }

  end(taskId: string, wish: EndingWish): void {
    this.underWay.get(taskId)?.work.end(wish);
  }

  /** Its host is gone: nobody waits for its answers any more, nor for what is still under way to notice that. */
  async giveUp(run: TaskRun, outcome: TaskOutcome): Promise<void> {
    this.underWay.get(run.id)?.stop.abort();
    await this.journal.ended(run, outcome);
  }

  /** Forgets what it knows of tasks that are over. */
  keepOnly(taskIds: ReadonlySet<string>): void {
    this.retries.keepOnly(taskIds);
  }

  async settled(): Promise<void> {
    await Promise.all([...this.underWay.values()].map(({ end }) => end));
  }

  private async workOn(run: OpenTaskRun, hostId: string): Promise<TaskAttempt | AttachedAttempt> {
    const { oneOff } = run;
    const tools = { engine: await this.engines.of(hostId), pulls: this.pulls, journal: this.journal };
    const config = oneOff ? await this.configs.of(oneOff.releaseId) : {};
    const environment = { secrets: openTaskSecrets(this.box, run), config };
    if (oneOff?.isAttached) return new AttachedAttempt(run, environment, { ...tools, sessions: this.sessions });
    return new TaskAttempt(run, environment, tools);
  }

  private async attempt(run: TaskRun, work: TaskAttempt | AttachedAttempt, signal: AbortSignal): Promise<void> {
    try {
      await work.carryOut(signal);
      this.retries.succeeded(run.id);
    } catch (error) {
      if (signal.aborted || error instanceof LostLeadership) return;
      const { pauseMs } = this.retries.failed(run.id);
      this.logger.warn(`task ${run.id}: ${(error as Error).message}; next try in ${pauseMs} ms`);
    } finally {
      this.underWay.delete(run.id);
    }
  }
}
