import { UsageError } from '../language/usage-error.js';

const MS_OF: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `7d` before now, or the time itself. */
export function sinceTime(text: string, nowMs: number): Date {
  const [, digits, unit = ''] = /^(\d{1,5})([smhd])$/.exec(text) ?? [];
  if (digits !== undefined) return new Date(nowMs - Number(digits) * MS_OF[unit]!);
  const at = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at)) return new Date(at);
  throw new UsageError(`--since wants 90m, 12h, 7d or a time such as 2026-11-26T08:00:00Z, not '${text}'.`);
}
