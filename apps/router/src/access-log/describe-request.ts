import type { AccessRecord } from './access-log-format.js';
import { errorOf, type AppCondition } from './request-error.js';

/** The line that joins the app's log, with Heroku's keys (Dev Center, 'HTTP routing'). */
export function describeRequest(record: AccessRecord, app: AppCondition): string {
  const error = errorOf(record, app);
  const start = error ? `at=error code=${error.code} desc="${error.description}"` : 'at=info';
  return [
    start,
    `method=${record.method}`,
    `path=${quote(record.path)}`,
    `host=${quote(record.host, false)}`,
    `request_id=${record.requestId}`,
    `fwd="${record.client}"`,
    `dyno=${record.dyno}`,
    `connect=${duration(record.connectMs)}`,
    `service=${duration(record.serviceMs)}`,
    `status=${record.status}`,
    `bytes=${record.bytes}`,
    `protocol=${record.scheme}`,
  ].join(' ');
}

function quote(text: string, isAlways = true): string {
  const clean = text.replace(/["\\]/g, '\\$&').replace(/\p{Cc}/gu, '\ufffd');
  return isAlways || /[\s"]/.test(clean) ? `"${clean}"` : clean;
}

function duration(milliseconds: number): string {
  return milliseconds < 0 ? '' : `${milliseconds}ms`;
}
