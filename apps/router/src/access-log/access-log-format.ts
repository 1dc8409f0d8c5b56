/**
 * What HAProxy writes per request, one space between fields; host and path come last because a client chooses them.
 * Variables are explained in HAProxy's configuration manual, section 8.2.4.
 */
export const ACCESS_LOG_FORMAT =
  '%ms.%Ts %b %s %ST %B %Tc %Ta %Tr %ts %ci %HM %[var(txn.scheme)] %[var(txn.request)] %[var(txn.host)] %[var(txn.path)]';

/** One request as HAProxy tells it. Times are milliseconds, -1 when the request ended before that point. */
export interface AccessRecord {
  at: string;
  appId: string;
  /** `web.1`; empty when no dyno took the request */
  dyno: string;
  /** empty as well then */
  dynoId: string;
  status: number;
  bytes: number;
  connectMs: number;
  serviceMs: number;
  /** how the session ended: two letters, section 8.5 */
  termination: string;
  client: string;
  method: string;
  scheme: string;
  requestId: string;
  host: string;
  path: string;
}

/** Null for lines that belong to no app (unknown host names, the API, health messages). */
export function parseAccessLine(line: string): AccessRecord | null {
  const fields = line.trim().split(' ');
  const [
    time,
    backend,
    server,
    status,
    bytes,
    connect,
    total,
    ,
    termination,
    client,
    method,
    scheme,
    id,
    host,
    ...path
  ] = fields;
  const [, milliseconds, seconds] = /^(\d+)\.(\d+)$/.exec(time ?? '') ?? [];
  if (seconds === undefined || !backend?.startsWith('app_') || host === undefined) return null;
  return {
    at: new Date(Number(seconds) * 1000 + Number(milliseconds)).toISOString(),
    appId: backend.slice('app_'.length),
    ...dynoOf(server ?? ''),
    status: Number(status),
    bytes: Number(bytes),
    connectMs: Number(connect),
    serviceMs: Number(total),
    termination: termination ?? '--',
    client: client ?? '',
    method: method ?? '',
    scheme: scheme ?? '',
    requestId: id ?? '',
    host,
    path: path.join(' '),
  };
}

function dynoOf(server: string): Pick<AccessRecord, 'dyno' | 'dynoId'> {
  const at = server.indexOf('_');
  return at === -1 ? { dyno: '', dynoId: '' } : { dyno: server.slice(0, at), dynoId: server.slice(at + 1) };
}
