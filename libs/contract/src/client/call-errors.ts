import type { Problem } from '../problem.js';
import { ApiError } from './api-error.js';

/** What fetch threw, as an ApiError that says which call, what happened and what to look at. */
export function callError(error: unknown, what: string): unknown {
  if (error instanceof ApiError || nameOf(error) === 'AbortError') return error;
  if (nameOf(error) === 'TimeoutError') {
    return new ApiError({ id: 'timeout', message: `${what} was not answered in time.`, status: 0, cause: error });
  }
  const message = `${what} failed: ${deepestMessage(error)}. Is Jujube running there, and is the URL right?`;
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

// fetch may live in another realm than this module: its errors are not `instanceof Error`
interface Thrown {
  name?: string;
  message?: string;
  code?: string;
  cause?: Thrown;
}

function nameOf(error: unknown): string | undefined {
  return (error as Thrown | null | undefined)?.name;
}

function deepestMessage(error: unknown): string {
  let deepest = (error ?? {}) as Thrown;
  while (deepest.cause && typeof deepest.cause === 'object') deepest = deepest.cause;
  return deepest.message || deepest.code || String(error);
}
