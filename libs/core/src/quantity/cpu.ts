import { UserError } from '../errors/user-error.js';

const MAX_MILLIS = 1_024_000;

/** `250m`, `0.5` or `2` cores → thousandths of a core. Throws `invalid_params`. */
export function parseCpu(text: string): number {
  const thousandths = /^(\d{1,7})m$/.exec(text);
  const cores = /^\d{1,4}(\.\d{1,3})?$/.test(text) ? Math.round(Number(text) * 1000) : Number.NaN;
  const millis = thousandths ? Number(thousandths[1]) : cores;
  if (millis >= 1 && millis <= MAX_MILLIS) return millis;
  throw new UserError(
    'invalid_params',
    `"${text.slice(0, 40)}" is no amount of cpu: write thousandths of a core (250m) or cores (0.5, 2), from 1m to 1024.`,
  );
}

/** The form in which people read it: 250 → '250m', 2000 → '2'. */
export function formatCpu(millis: number): string {
  return millis % 1000 === 0 ? String(millis / 1000) : `${millis}m`;
}
