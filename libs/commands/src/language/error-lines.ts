import { ApiError } from '@jujube/contract/client/api-error.js';
import { CommandFailure } from './command-failure.js';
import { UsageError } from './usage-error.js';

export interface ErrorOutcome {
  readonly rc: 1 | 2;
  readonly lines: readonly string[];
}

/** What the user sees of an error: one line that begins with `›   Error:`, and details below it. */
export function errorOutcome(error: unknown): ErrorOutcome {
  const details = error instanceof CommandFailure ? error.details.map((line) => `     ${line}`) : [];
  return { rc: error instanceof UsageError ? 2 : 1, lines: [` ›   Error: ${oneLine(messageOf(error))}`, ...details] };
}

function messageOf(error: unknown): string {
  if (error instanceof ApiError) return apiMessage(error);
  return error instanceof Error ? error.message : String(error);
}

function apiMessage(error: ApiError): string {
  if (error.status === 401 && !error.message.includes('jujube login'))
    return `${error.message} Log in with: jujube login`;
  const isTraceable = error.status >= 500 && error.requestId !== null && !error.message.includes(error.requestId);
  return isTraceable ? `${error.message} (request ${error.requestId})` : error.message;
}

function oneLine(message: string): string {
  return message.replace(/\s*\n\s*/g, ' ').trim();
}
