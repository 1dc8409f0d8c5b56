const runs = Number(process.env['FAST_CHECK_RUNS'] ?? 500);

/** How many cases each property is tried with: 500 in `npm test`, more in long runs. */
export const PROPERTY_RUNS = { numRuns: runs };

/** For jest: far more than any property needs, on a busy machine too. */
export const PROPERTY_TIMEOUT_MS = 60_000 + runs * 200;
