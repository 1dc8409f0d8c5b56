const NANOSECONDS = 1_000_000_000n;

/** One nanosecond after an RFC 3339 time, in the `seconds.nanoseconds` that the engine takes for `since` (which it includes). */
export function justAfter(at: string): string {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/.exec(at);
  if (!match) throw new RangeError(`'${at}' is not an RFC 3339 time`);
  const seconds = BigInt(Date.parse(`${match[1]}${match[3]}`)) / 1000n;
  const after = seconds * NANOSECONDS + BigInt((match[2] ?? '').padEnd(9, '0')) + 1n;
  return `${after / NANOSECONDS}.${String(after % NANOSECONDS).padStart(9, '0')}`;
}
