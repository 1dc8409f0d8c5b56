import type { ContainerProcess } from '@jujube/containers/container-process.js';
import { isEngineError } from '@jujube/containers/engine-error.js';
import type { TaskOutcome } from '@jujube/core/task/after-attempt.js';
import type { TaskRun } from '@jujube/database/task-runs/task-run.js';
import { aborted } from '../aborted.js';
import type { AttachSessions } from '../attach/attach-sessions.js';
import type { AttachedClient, AttachEnding } from '../attach/attached-client.js';
import { createContainer } from './create-container.js';
import type { AttemptTools, EndingWish } from './task-attempt.js';
import { taskContainer, type TaskEnvironment } from './task-container.js';
import { exitOf, failureOf, isPassing } from './task-outcomes.js';

const CLIENT_WITHIN_MS = 60_000;
const GRACE_MS = 10_000;

/** What came of an attempt, and the container that is to go. */
interface Result {
  readonly outcome: TaskOutcome;
  readonly container: string | null;
}

/**
 * A one-off dyno to which somebody is attached: it starts when its client is there, and ends when that hangs up. Nobody can
 * take it over: with the scheduler the connection is gone, too.
 */
export class AttachedAttempt {
  private wish: EndingWish | null = null;
  private readonly ending = new AbortController();

  constructor(
    private readonly run: TaskRun,
    private readonly environment: TaskEnvironment,
    private readonly tools: AttemptTools & { readonly sessions: AttachSessions },
  ) {}

  end(wish: EndingWish): void {
    this.wish ??= wish;
    this.ending.abort();
  }

  async carryOut(signal: AbortSignal): Promise<void> {
    const { engine, journal } = this.tools;
    await journal.staging(this.run);
    const { outcome, container } = this.run.startedAt === null ? await this.begun(signal) : await this.orphaned();
    signal.throwIfAborted();
    await journal.ended(this.run, outcome);
    if (container !== null) await engine.remove(container, { force: true, volumes: true });
  }

  private async orphaned(): Promise<Result> {
    const { engine } = this.tools;
    const outcome: TaskOutcome = {
      kind: 'lost',
      reason: 'The connection to it was lost with the scheduler that held it',
    };
    const { name } = taskContainer(this.run, this.environment);
    try {
      await engine.stop(name, GRACE_MS);
      return { outcome, container: name };
    } catch (error) {
      if (!isEngineError(error, 'not_found')) throw error;
      return { outcome, container: null };
    }
  }

  private async begun(signal: AbortSignal): Promise<Result> {
    let container: string | null = null;
    let client: AttachedClient | null = null;
    try {
      const spec = taskContainer(this.run, this.environment);
      const giveUp = AbortSignal.any([signal, this.ending.signal]);
      container = await createContainer(this.tools, spec, { isPullForced: false, signal: giveUp });
      client = await this.tools.sessions.clientOf(this.run.id, { withinMs: CLIENT_WITHIN_MS, signal: giveUp });
      signal.throwIfAborted();
      const outcome = client === null ? (this.wish ?? NOBODY) : await this.together(container, client, signal);
      client?.end(endingOf(outcome));
      return { outcome, container };
    } catch (error) {
      // its next try finds the container; the client has to begin anew in any case
      client?.end({ failure: (error as Error).message });
      if (signal.aborted || (isPassing(error) && client === null)) throw error;
      return { outcome: this.wish ?? this.broken(error), container };
    }
  }

  private async together(id: string, client: AttachedClient, signal: AbortSignal): Promise<TaskOutcome> {
    const { engine, journal } = this.tools;
    await journal.running(this.run);
    const attached = await engine.attach(id, { stdin: client.stdin, signal });
    await client.greet();
    await engine.start(id);
    client.onResize((size) => void attached.resize(size).catch(() => undefined));
    await this.firstSize(attached);
    const shown = client.show(attached).then(() => attached.exitCode);
    shown.catch(() => undefined);
    const isOver = await Promise.race([
      shown.then(() => true),
      ...[client.gone, this.ending.signal, signal].map((end) => aborted(end).then(() => false)),
    ]);
    signal.throwIfAborted();
    if (!isOver) await this.hangUp(id);
    const container = await engine.inspect(id);
    return this.wish ?? (isOver ? exitOf(container, this.run.wish.memoryMib) : HUNG_UP);
  }

  /** As a terminal that is closed does; whatever does not heed that is stopped. */
  private async hangUp(id: string): Promise<void> {
    const { engine } = this.tools;
    await engine.kill(id, 'SIGHUP');
    await engine.stop(id, GRACE_MS);
  }

  private async firstSize(attached: ContainerProcess): Promise<void> {
    const { columns, rows } = this.run.oneOff ?? {};
    if (columns && rows) await attached.resize({ columns, rows }).catch(() => undefined);
  }

  private broken(error: unknown): TaskOutcome {
    return isPassing(error) ? { kind: 'lost', reason: (error as Error).message } : failureOf(error);
  }
}

const NOBODY: TaskOutcome = {
  kind: 'never-started',
  reason: 'Nobody attached to it within a minute',
  isHopeless: true,
};
const HUNG_UP: TaskOutcome = { kind: 'overdue', reason: 'Whoever was attached to it hung up' };

function endingOf(outcome: TaskOutcome): AttachEnding {
  if (outcome.kind === 'exited') return { exitCode: outcome.exitCode };
  return { failure: outcome.kind === 'killed' ? 'It was stopped.' : outcome.reason };
}
