export type EngineErrorKind =
  'timeout' | 'unreachable' | 'tls' | 'host_key' | 'not_found' | 'conflict' | 'no_such_image' | 'engine';

export interface EngineErrorFacts {
  kind: EngineErrorKind;
  host: string;
  operation: string;
  message: string;
  /** Whether the same call may succeed later without anybody mending something. */
  retryable?: boolean;
  cause?: unknown;
}

const RETRYABLE: ReadonlySet<EngineErrorKind> = new Set(['timeout', 'unreachable']);

/** The only error that leaves this library for a failed call: which host, doing what, of which kind, worth a retry or not. */
export class EngineError extends Error {
  readonly kind: EngineErrorKind;
  readonly host: string;
  readonly operation: string;
  /** what happened, without host and operation */
  readonly reason: string;
  readonly retryable: boolean;

  constructor(facts: EngineErrorFacts) {
    super(shortIds(`host ${facts.host}, ${facts.operation}: ${facts.message}`), { cause: facts.cause });
    this.name = 'EngineError';
    this.kind = facts.kind;
    this.host = facts.host;
    this.operation = facts.operation;
    this.reason = shortIds(facts.message);
    this.retryable = facts.retryable ?? RETRYABLE.has(facts.kind);
  }
}

export function isEngineError(error: unknown, ...kinds: EngineErrorKind[]): error is EngineError {
  return error instanceof EngineError && (kinds.length === 0 || kinds.includes(error.kind));
}

// as the docker command shows them
const shortIds = (text: string) => text.replace(/\b([0-9a-f]{12})[0-9a-f]{52}\b/g, '$1');
