import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import type { ContainerSpec } from '@jujube/containers/container-spec.js';
import { isEngineError } from '@jujube/containers/engine-error.js';
import type { TaskOutcome } from '@jujube/core/task/after-attempt.js';
import type { TaskRun } from '@jujube/database/task-runs/task-run.js';
import type { ImagePulls } from '../actor/image-pulls.js';
import { crashpoint } from '../crashpoint.js';
import { readOutput } from './output-reader.js';
import { taskContainer, type TaskEnvironment } from './task-container.js';
import { createContainer } from './create-container.js';
import { exitOf, failureOf, isPassing } from './task-outcomes.js';
import type { TaskJournal } from './task-journal.js';

export interface AttemptTools {
  readonly engine: ContainerEngine;
  readonly pulls: ImagePulls;
  readonly journal: TaskJournal;
}

export type EndingWish = Extract<TaskOutcome, { kind: 'killed' | 'overdue' }>;

const GRACE_MS = 10_000;
const LOOK_EVERY_MS = 2_000;
const OUTPUT_ENDS_MS = 15_000;
const MIB = 1024 * 1024;
const MOST_OUTPUT_BYTES = MIB;
/** of a one-off dyno, in its app's log */
const MOST_LOG_BYTES = 64 * MIB;

/**
 * One attempt at a task on its host, from wherever it is: whoever takes it over from another scheduler finds its container by
 * name, and starts only what was never started. Throws when the host does not answer: then it is to be tried again.
 */
export class TaskAttempt {
  private wish: EndingWish | null = null;
  private readonly ending = new AbortController();

  constructor(
    private readonly run: TaskRun,
    private readonly environment: TaskEnvironment,
    private readonly tools: AttemptTools,
  ) {}

  /** Has it end soon. */
  end(wish: EndingWish): void {
    this.wish ??= wish;
    this.ending.abort();
  }

  async carryOut(signal: AbortSignal): Promise<void> {
    const { engine, journal } = this.tools;
    await journal.staging(this.run);
    const isTakenOver = this.run.startedAt !== null;
    const container = await this.prepared(signal);
    signal.throwIfAborted();
    if (typeof container !== 'string') return journal.ended(this.run, container);
    const outcome = await this.watch(container, { isTakenOver, signal });
    signal.throwIfAborted();
    await journal.ended(this.run, outcome);
    await engine.remove(container, { force: true, volumes: true });
  }

  /** Id of a container that runs or has run; or why there is none. */
  private async prepared(signal: AbortSignal): Promise<string | TaskOutcome> {
    const { engine, journal } = this.tools;
    if (this.run.startedAt !== null) return this.found();
    if (this.wish) return this.wish;
    let id: string | null = null;
    try {
      const giveUp = AbortSignal.any([signal, this.ending.signal]);
      const { isPullForced } = this.run.wish;
      id = await createContainer(this.tools, this.spec(), { isPullForced, signal: giveUp });
      crashpoint('task_created');
      // before it does: what may have run must not run again
      await journal.running(this.run);
      await this.startOnce(id);
      crashpoint('task_started');
      return id;
    } catch (error) {
      if (id !== null && !isPassing(error)) await engine.remove(id, { force: true, volumes: true });
      if (signal.aborted) throw error;
      return this.wish ?? failureOf(error);
    }
  }

  /** What another scheduler made, and may have started. */
  private async found(): Promise<string | TaskOutcome> {
    const { engine } = this.tools;
    try {
      const { id } = await engine.inspect(this.spec().name);
      if (!this.wish) await this.startOnce(id);
      return id;
    } catch (error) {
      if (isEngineError(error, 'not_found')) return this.wish ?? { kind: 'lost', reason: 'Its container is gone' };
      return failureOf(error);
    }
  }

  private spec(): ContainerSpec {
    return taskContainer(this.run, this.environment);
  }

  private async startOnce(id: string): Promise<void> {
    const { engine } = this.tools;
    if ((await engine.inspect(id)).state === 'created') await engine.start(id);
  }

  private async watch(
    id: string,
    { isTakenOver, signal }: { isTakenOver: boolean; signal: AbortSignal },
  ): Promise<TaskOutcome> {
    const { engine, journal } = this.tools;
    const skip = await journal.outputBegins(this.run, { isTakenOver });
    const write = journal.output.bind(journal, this.run);
    const output = readOutput(engine, id, {
      write,
      signal,
      skip,
      mostBytes: this.run.oneOff ? MOST_LOG_BYTES : MOST_OUTPUT_BYTES,
    }).catch((error: unknown) => error);
    await this.untilEnd(id, signal);
    await Promise.race([output, new Promise((resolve) => setTimeout(resolve, OUTPUT_ENDS_MS).unref())]);
    return this.wish ?? exitOf(await engine.inspect(id), this.run.wish.memoryMib);
  }

  private async untilEnd(id: string, signal: AbortSignal): Promise<void> {
    const { engine } = this.tools;
    for (;;) {
      signal.throwIfAborted();
      if (this.wish) return engine.stop(id, GRACE_MS);
      try {
        await engine.wait(id, LOOK_EVERY_MS);
        return;
      } catch (error) {
        if (!isEngineError(error, 'timeout')) throw error;
      }
    }
  }
}
