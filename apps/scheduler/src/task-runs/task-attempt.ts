import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import { isEngineError } from '@jujube/containers/engine-error.js';
import type { OurContainer } from '@jujube/containers/our-container.js';
import type { TaskOutcome } from '@jujube/core/task/after-attempt.js';
import type { TaskSecrets } from '@jujube/core/task/task-wish.js';
import type { TaskRun } from '@jujube/database/task-runs/task-run.js';
import type { ImagePulls } from '../actor/image-pulls.js';
import { crashpoint } from '../crashpoint.js';
import { readOutput } from './output-reader.js';
import { taskContainer } from './task-container.js';
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

/**
 * One attempt at a task on its host, from wherever it is: whoever takes it over from another scheduler finds its container by
 * name, and starts only what was never started. Throws when the host does not answer: then it is to be tried again.
 */
export class TaskAttempt {
  private wish: EndingWish | null = null;
  private readonly ending = new AbortController();

  constructor(
    private readonly run: TaskRun,
    private readonly secrets: TaskSecrets,
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
    const container = await this.prepared(signal);
    signal.throwIfAborted();
    if (typeof container !== 'string') return journal.ended(this.run, container);
    const outcome = await this.watch(container, signal);
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
      id = await this.created(AbortSignal.any([signal, this.ending.signal]));
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
      const { id } = await engine.inspect(taskContainer(this.run, this.secrets).name);
      if (!this.wish) await this.startOnce(id);
      return id;
    } catch (error) {
      if (isEngineError(error, 'not_found')) return this.wish ?? { kind: 'lost', reason: 'Its container is gone' };
      return failureOf(error);
    }
  }

  private async startOnce(id: string): Promise<void> {
    const { engine } = this.tools;
    if ((await engine.inspect(id)).state === 'created') await engine.start(id);
  }

  private async created(signal: AbortSignal): Promise<string> {
    const { engine, pulls } = this.tools;
    const spec = taskContainer(this.run, this.secrets);
    if (this.run.wish.isPullForced) await pulls.pull(engine, spec.image, signal);
    try {
      return await engine.create(spec);
    } catch (error) {
      if (!isEngineError(error, 'no_such_image')) throw error;
    }
    await pulls.pull(engine, spec.image, signal);
    signal.throwIfAborted();
    return engine.create(spec);
  }

  private async watch(id: string, signal: AbortSignal): Promise<TaskOutcome> {
    const { engine, journal } = this.tools;
    await journal.outputBegins(this.run);
    const write = journal.output.bind(journal, this.run);
    const output = readOutput(engine, id, { write, signal }).catch((error: unknown) => error);
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

function exitOf({ exitCode = -1, oomKilled }: OurContainer, memoryMib: number): TaskOutcome {
  const reason = oomKilled ? `Out of memory: its limit is ${memoryMib} MiB` : `Exited with status ${exitCode}`;
  return { kind: 'exited', exitCode, reason: exitCode === 0 ? null : reason };
}

/** Why a container could not be made or started; throws what is the host's own trouble. */
function failureOf(error: unknown): TaskOutcome {
  if (!isEngineError(error) || isPassing(error)) throw error;
  return { kind: 'never-started', reason: `Cannot start: ${error.reason}`, isHopeless: !error.retryable };
}

/** The host's own trouble, which tells nothing of the task. */
function isPassing(error: unknown): boolean {
  return isEngineError(error, 'timeout', 'unreachable');
}
