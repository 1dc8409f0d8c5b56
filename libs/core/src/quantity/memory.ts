import { UserError } from '../errors/user-error.js';

const MIB_PER_UNIT: Readonly<Record<string, number>> = {
  M: 1,
  Mi: 1,
  MB: 1,
  G: 1024,
  Gi: 1024,
  GB: 1024,
  Ti: 1024 * 1024,
};
/** Docker refuses less. */
const MIN_MIB = 6;
const MAX_MIB = 16 * 1024 * 1024;

/** `256Mi`, `512M` or `1Gi` → MiB; M and G count in 1024s, as Docker reads them. Throws `invalid_params`. */
export function parseMemory(text: string): number {
  if (/^\d+$/.test(text)) refuse(text, `which unit? Write ${text.slice(0, 12)}Mi for MiB`);
  const match = /^(\d{1,8}(?:\.\d{1,3})?)([A-Za-z]{1,2})$/.exec(text);
  const unit = match && Object.hasOwn(MIB_PER_UNIT, match[2]!) ? MIB_PER_UNIT[match[2]!]! : Number.NaN;
  const mib = match ? Number(match[1]) * unit : Number.NaN;
  if (!Number.isInteger(mib)) refuse(text, 'write whole MiB with a unit, like 256Mi or 1Gi');
  if (mib < MIN_MIB || mib > MAX_MIB) refuse(text, `it must be from ${MIN_MIB}Mi to ${MAX_MIB / 1024}Gi`);
  return mib;
}

/** The form in which people read it: 256 → '256Mi', 2048 → '2Gi'. */
export function formatMemory(mib: number): string {
  return mib > 0 && mib % 1024 === 0 ? `${mib / 1024}Gi` : `${mib}Mi`;
}

function refuse(text: string, why: string): never {
  throw new UserError('invalid_params', `"${text.slice(0, 40)}" is no amount of memory: ${why}.`);
}
