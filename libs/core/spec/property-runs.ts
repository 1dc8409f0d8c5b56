/** How many cases each property is tried with: 500 in `npm test`, more in long runs. */
export const PROPERTY_RUNS = { numRuns: Number(process.env['FAST_CHECK_RUNS'] ?? 500) };
