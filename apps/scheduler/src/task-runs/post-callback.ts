import { createHmac } from 'node:crypto';
import type { DueCallback } from '@jujube/database/task-runs/task-callbacks.js';
import { eremeticStatus } from '@jujube/core/task/eremetic-status.js';

const DEADLINE_MS = 10_000;

/**
 * One POST of `{time, status, task_id}`, as Eremetic sends it; with a secret signed by
 * `Jujube-Signature: t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">`. Answers what went wrong; null when it was accepted.
 */
export async function postCallback(
  { id, url, phase, finishedAt }: DueCallback,
  secret: string | null,
  signal: AbortSignal,
): Promise<string | null> {
  const time = Math.floor(finishedAt.getTime() / 1000);
  const body = JSON.stringify({ time, status: eremeticStatus(phase), task_id: id });
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signature(body, secret) },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]),
    });
    await answer.body?.cancel();
    return answer.ok ? null : `answered ${answer.status}`;
  } catch (error) {
    const { message, cause } = error as Error;
    return cause instanceof Error ? cause.message : message;
  }
}

function signature(body: string, secret: string | null): Record<string, string> {
  if (secret === null) return {};
  const t = Math.floor(Date.now() / 1000);
  const v1 = createHmac('sha256', secret).update(`${t}.${body}`).digest('hex');
  return { 'jujube-signature': `t=${t},v1=${v1}` };
}
