import { Logger } from '@nestjs/common';

const REPEAT_AFTER_MS = 30_000;
const logger = new Logger('queue');

/** BullMQ reports outages as events and ends the process when nobody listens. The same one is told every 30 s, not 100 times. */
export function reportErrors(source: { on(event: 'error', listener: (error: Error) => void): unknown }, name: string) {
  let last = { message: '', atMs: -Infinity };
  source.on('error', ({ message }: Error) => {
    const atMs = performance.now();
    if (message === last.message && atMs - last.atMs < REPEAT_AFTER_MS) return;
    last = { message, atMs };
    logger.warn(`${name}: ${message}; work resumes by itself when the queue answers again`);
  });
}
