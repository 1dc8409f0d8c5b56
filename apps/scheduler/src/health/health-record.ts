/** By what a dyno's health is judged. */
export interface CheckRules {
  intervalSeconds: number;
  graceSeconds: number;
  maxConsecutiveFailures: number;
  hopelessAfterMs: number;
}

/** What is known of one dyno's health, in ms of one clock. */
export interface HealthRecord {
  readonly startedAtMs: number;
  readonly isHealthy: boolean;
  readonly hasBeenHealthy: boolean;
  readonly failures: number;
  /** since when checks fail without a break; null while they pass */
  readonly failingSinceMs: number | null;
}

export type HealthVerdict = 'unchanged' | 'healthy' | 'unhealthy' | 'boot-timeout' | 'hopeless';

const EAGER_FOR_MS = 10_000;
const EAGER_EVERY_MS = 100;
const ANXIOUS_EVERY_MS = 1_000;

/** What one more check changes. */
export function judgeHealth(
  record: HealthRecord,
  check: { hasPassed: boolean; nowMs: number },
  rules: CheckRules,
): { record: HealthRecord; verdict: HealthVerdict } {
  const { hasPassed, nowMs } = check;
  if (hasPassed) {
    const next = { ...record, isHealthy: true, hasBeenHealthy: true, failures: 0, failingSinceMs: null };
    return { record: next, verdict: record.isHealthy ? 'unchanged' : 'healthy' };
  }
  const failing = { ...record, failures: record.failures + 1, failingSinceMs: record.failingSinceMs ?? nowMs };
  const verdict = verdictOnFailure(failing, nowMs, rules);
  return { record: verdict === 'unhealthy' ? { ...failing, isHealthy: false } : failing, verdict };
}

/** Often while it boots and while it fails, by the rules' interval while it is well. */
export function nextCheckInMs(record: HealthRecord, nowMs: number, rules: CheckRules): number {
  const intervalMs = rules.intervalSeconds * 1000;
  if (record.failingSinceMs === null && record.isHealthy) return intervalMs;
  const isBooting = nowMs - record.startedAtMs < EAGER_FOR_MS;
  return isBooting ? EAGER_EVERY_MS : Math.min(intervalMs, ANXIOUS_EVERY_MS);
}

function verdictOnFailure(record: HealthRecord, nowMs: number, rules: CheckRules): HealthVerdict {
  if (record.isHealthy) return record.failures >= rules.maxConsecutiveFailures ? 'unhealthy' : 'unchanged';
  if (!record.hasBeenHealthy) {
    return nowMs - record.startedAtMs >= rules.graceSeconds * 1000 ? 'boot-timeout' : 'unchanged';
  }
  return nowMs - (record.failingSinceMs ?? nowMs) >= rules.hopelessAfterMs ? 'hopeless' : 'unchanged';
}
