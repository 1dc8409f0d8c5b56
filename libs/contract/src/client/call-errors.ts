import type { Problem } from '../problem.js';
import { ApiError } from './api-error.js';

/** What fetch threw, as an ApiError that says which call, what happened and what to look at. */
export function callError(error: unknown, what: string): Error {
  if (error instanceof ApiError) return error;
  if (!(error instanceof Error)) return new Error(String(error));
  if (error.name === 'AbortError') return error;
  if (error.name === 'TimeoutError') {
    return new ApiError({ id: 'timeout', message: `${what} was not answered in time.`, status: 0, cause: error });
  }
  const reason = deepestMessage(error);
  const message = `${what} failed: ${reason}. Is Jujube running there, and is the URL right?`;
  return new ApiError({ id: 'unreachable', message, status: 0, cause: error });
}

/** An answer from 400 on: its problem body, or a plain line when somebody else answered. */
export async function problemError(response: Response, what: string): Promise<ApiError> {
  const text = await response.text().catch(() => '');
  const requestId = response.headers.get('request-id');
  const problem = asProblem(text);
  if (problem) return new ApiError({ ...problem, status: response.status, requestId, problem });
  const message = `${what} was answered with ${response.status} ${response.statusText}, and not by Jujube.`;
  return new ApiError({ id: 'not_jujube', message, status: response.status, requestId });
}

function asProblem(text: string): Problem | null {
  try {
    const body = JSON.parse(text) as Partial<Problem>;
    return typeof body.id === 'string' && typeof body.message === 'string' ? (body as Problem) : null;
  } catch {
    return null;
  }
}

function deepestMessage(error: Error): string {
  let deepest: Error = error;
  while (deepest.cause instanceof Error) deepest = deepest.cause;
  const code = (deepest as NodeJS.ErrnoException).code;
  return deepest.message || code || error.message;
}
