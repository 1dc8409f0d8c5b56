import { types } from 'node:util';
import { EngineError } from '../engine-error.js';
import type { EngineErrorKind } from '../engine-error.js';
import { HostKeyMismatch } from './host-key.js';

interface Failure {
  message?: string;
  code?: string;
  statusCode?: number;
  level?: string;
}

interface Where {
  host: string;
  operation: string;
}

/** Makes an EngineError of whatever dockerode, http, tls or ssh2 threw; a fault of our own code is handed back as it is. */
export function translateError(error: unknown, where: Where): unknown {
  if (error instanceof EngineError || !types.isNativeError(error)) return error;
  if (error instanceof RangeError || error instanceof TypeError) return error;
  const failure: Failure = error;
  const message = readable(failure);
  const kind = kindOf(error);
  const retryable = kind === 'engine' ? mayPass(failure, message) : undefined;
  return new EngineError({ ...where, kind, message: withAdvice(kind, message), retryable, cause: error });
}

function kindOf(error: Failure): EngineErrorKind {
  if (error instanceof HostKeyMismatch) return 'host_key';
  if (error.statusCode !== undefined) return kindOfStatus(error.statusCode, error.message ?? '');
  if (error.level !== undefined) return 'unreachable';
  const code = error.code ?? '';
  if (/^(ERR_TLS|ERR_SSL|ERR_OSSL|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)|^EPROTO$/.test(code)) return 'tls';
  if (code.startsWith('HPE_')) return 'engine';
  if (code !== '') return 'unreachable';
  return 'engine';
}

function kindOfStatus(statusCode: number, message: string): EngineErrorKind {
  if (/port is already allocated|address already in use/i.test(message)) return 'conflict';
  if (statusCode === 404) return /no such image/i.test(message) ? 'no_such_image' : 'not_found';
  if (statusCode === 409) return 'conflict';
  return 'engine';
}

// a command that cannot run will not run the next time either, nor will a registry change its mind
const FINAL =
  /OCI runtime|executable file not found|no such file or directory|unauthorized|denied|no basic auth|manifest unknown/i;

/** Whether an engine's own failure may be gone at the next try. */
export function mayPass({ statusCode }: { statusCode?: number }, message: string): boolean {
  return (statusCode === undefined || statusCode >= 500) && !FINAL.test(message);
}

function readable({ message = '', code }: Failure): string {
  const text = message.replace(/^\(HTTP code \d+\) [a-z -]*? - /i, '').trim();
  return text === '' ? (code ?? 'failed without a reason') : text;
}

function withAdvice(kind: EngineErrorKind, message: string): string {
  if (kind === 'unreachable') return `${message}; is the engine running and its address reachable from here?`;
  if (kind === 'tls') return `${message}; compare the host's certificate with the ca, cert and key given for it`;
  return message;
}
