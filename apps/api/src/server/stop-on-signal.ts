import type { Server } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { logLine } from './log-line.js';

const DEADLINE_MS = 10_000;

/** SIGTERM and SIGINT: no new connections, streams end, running requests finish; at the deadline the process ends anyway. */
export function stopOnSignal(app: NestFastifyApplication, servers: readonly Server[]): void {
  const stop = (signal: NodeJS.Signals) => {
    logLine('info', 'stopping', { signal });
    setTimeout(() => process.exit(0), DEADLINE_MS).unref();
    void close(app, servers).then(
      () => process.exit(0),
      (error: unknown) => {
        logLine('error', 'could not stop in order', { stack: String(error) });
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

async function close(app: NestFastifyApplication, servers: readonly Server[]): Promise<void> {
  for (const server of servers) {
    server.close();
    server.closeIdleConnections();
  }
  await app.close();
}
