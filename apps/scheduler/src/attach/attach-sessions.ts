import { Injectable } from '@nestjs/common';
import type { AttachedClient } from './attached-client.js';

/** Where clients that have connected and tasks that are to begin find each other, whoever comes first. */
@Injectable()
export class AttachSessions {
  private readonly clients = new Map<string, AttachedClient>();
  private readonly tasks = new Map<string, (client: AttachedClient) => void>();

  /** A client that may attach to this task. */
  join(taskId: string, client: AttachedClient): void {
    const task = this.tasks.get(taskId);
    if (task) return task(client);
    this.clients.set(taskId, client);
    client.gone.addEventListener('abort', () => this.clients.delete(taskId), { once: true });
  }

  /** The client of a task; null when none comes in time, or when the signal aborts. */
  async clientOf(taskId: string, { withinMs, signal }: { withinMs: number; signal: AbortSignal }) {
    const known = this.clients.get(taskId);
    this.clients.delete(taskId);
    if (known) return known;
    const giveUp = AbortSignal.any([signal, AbortSignal.timeout(withinMs)]);
    if (giveUp.aborted) return null;
    try {
      return await new Promise<AttachedClient | null>((resolve) => {
        this.tasks.set(taskId, resolve);
        giveUp.addEventListener('abort', () => resolve(null), { once: true });
      });
    } finally {
      this.tasks.delete(taskId);
    }
  }

  /** Tasks that somebody waits for. */
  waiting(): string[] {
    return [...this.clients.keys()];
  }

  /** Sends away who waits for a task that will not begin. */
  refuse(taskId: string, why: string): void {
    this.clients.get(taskId)?.end({ failure: why });
    this.clients.delete(taskId);
  }
}
