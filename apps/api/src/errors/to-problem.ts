import { STATUS_OF_PROBLEM, type Problem, type ProblemId } from '@jujube/contract/problem.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { isOutage } from '@jujube/database/outage.js';
import { lackingThing } from './not-there-yet.js';

export interface ProblemAnswer {
  readonly status: number;
  readonly body: Problem;
}

/** What a client is told about an error. Only the user's own mistakes are told in words; the rest is found by the request id. */
export function toProblem(error: unknown, requestId: string): ProblemAnswer {
  if (error instanceof UserError) return answer(error.id, error.message, error.details);
  if (isOutage(error)) {
    return answer(
      'unavailable',
      `The database does not answer just now. Try again in a few seconds. Request id ${requestId}.`,
    );
  }
  const status = statusOf(error);
  if (status !== null) return answer(idOfStatus(status), messageOf(status, error));
  return answer(
    'internal_server_error',
    `Something broke on our side. The log of the API has it under request id ${requestId}.`,
  );
}

function answer(id: ProblemId, message: string, details: Readonly<Record<string, unknown>> = {}): ProblemAnswer {
  return { status: STATUS_OF_PROBLEM[id], body: { id, message, ...details } };
}

// errors of Fastify (`statusCode`) and Nest (`status`): only those that blame the request
function statusOf(error: unknown): number | null {
  const { statusCode, status } = (error ?? {}) as { statusCode?: unknown; status?: unknown };
  const found = statusCode ?? status;
  return typeof found === 'number' && found >= 400 && found < 500 ? found : null;
}

function idOfStatus(status: number): ProblemId {
  const found = Object.entries(STATUS_OF_PROBLEM).find(([, known]) => known === status);
  return (found?.[0] as ProblemId | undefined) ?? 'bad_request';
}

function messageOf(status: number, error: unknown): string {
  if (status === 413)
    return 'The body is too large: at most 1 MiB of JSON. Send source archives to a source (POST /sources).';
  if (status === 404) return nothingThere(error);
  return error instanceof Error ? error.message : 'The request cannot be understood.';
}

// Nest's error says `Cannot POST /apps/shop/addons`
function nothingThere(error: unknown): string {
  const thing = error instanceof Error ? lackingThing(error.message) : null;
  const what = thing === null ? 'There is nothing at this address.' : `Jujube has no ${thing} yet.`;
  return `${what} GET /openapi.json lists every route.`;
}
