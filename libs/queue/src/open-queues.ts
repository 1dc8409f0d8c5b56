import { withDeadline } from './deadline.js';
import type { QueueBackend, WorkQueue } from './queue-backend.js';
import { reportErrors } from './queue-errors.js';
import { PRODUCER_TIMEOUT_MS } from './worker-settings.js';

const CLOSE_TIMEOUT_MS = 5000;

/** The producers' side of every queue, opened on first use. */
export class OpenQueues {
  private readonly queues = new Map<string, Promise<WorkQueue>>();

  constructor(private readonly backend: QueueBackend) {}

  get(name: string): Promise<WorkQueue> {
    const known = this.queues.get(name);
    if (known) return known;
    const opened = this.open(name);
    this.queues.set(name, opened);
    // a queue that could not be reached once does not recover by itself: the next caller opens a new one
    opened.catch(() => this.queues.delete(name));
    return opened;
  }

  async close(): Promise<void> {
    const opened = await Promise.allSettled(this.queues.values());
    this.queues.clear();
    await Promise.all(opened.flatMap((each) => (each.status === 'fulfilled' ? [closeQueue(each.value)] : [])));
  }

  private async open(name: string): Promise<WorkQueue> {
    const queue = this.backend.openQueue(name);
    reportErrors(queue, `producer of queue ${name}`);
    try {
      await withDeadline(queue.waitUntilReady(), PRODUCER_TIMEOUT_MS, `queue ${name}`);
      return queue;
    } catch (error) {
      void closeQueue(queue);
      throw error;
    }
  }
}

async function closeQueue(queue: WorkQueue): Promise<void> {
  await withDeadline(queue.close(), CLOSE_TIMEOUT_MS, `closing queue ${queue.name}`).catch(() => queue.disconnect());
}
