export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

const ORDER: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];
let lowest: LogLevel = 'info';

/** Lines below this level are not written. */
export function setLogLevel(level: LogLevel): void {
  lowest = level;
}

/** One line of JSON on stdout: what whoever supervises the process reads. */
export function logLine(level: LogLevel, msg: string, more: Readonly<Record<string, unknown>> = {}): void {
  if (ORDER.indexOf(level) < ORDER.indexOf(lowest)) return;
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), level, process: 'api', msg, ...more })}\n`);
}
