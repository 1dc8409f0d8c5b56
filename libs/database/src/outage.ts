const OUTAGE_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  // given up for another transaction, more often than we retry
  '40001',
  '40P01',
  // waited too long for a lock or for the answer
  '55P03',
  '57014',
  '53300',
  '57P01',
  '57P02',
  '57P03',
]);
const OUTAGE_MESSAGE =
  /^(timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered)/;

/** Whether an error says 'the database does not answer now', so that trying again later is the right advice. */
export function isOutage(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return OUTAGE_CODES.has(code) || code.startsWith('08');
  return typeof message === 'string' && OUTAGE_MESSAGE.test(message);
}
