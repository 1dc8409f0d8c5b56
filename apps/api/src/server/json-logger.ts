import type { LoggerService } from '@nestjs/common';
import { logLine, type LogLevel } from './log-line.js';

/** Nest's own messages in the same form as ours. What it says about its start is only for debugging. */
export class JsonLogger implements LoggerService {
  log(message: unknown, context?: string): void {
    write('debug', message, context);
  }

  debug(message: unknown, context?: string): void {
    write('debug', message, context);
  }

  warn(message: unknown, context?: string): void {
    write('warn', message, context);
  }

  error(message: unknown, stack?: string, context?: string): void {
    write('error', message, context, stack);
  }
}

function write(level: LogLevel, message: unknown, ...[context, stack]: (string | undefined)[]): void {
  const text = message instanceof Error ? message.message : String(message);
  logLine(level, text, { context, stack: message instanceof Error ? message.stack : stack });
}
