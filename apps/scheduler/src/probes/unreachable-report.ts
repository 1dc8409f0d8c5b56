import { EngineError } from '@jujube/containers/engine-error.js';
import type { HostReport } from '@jujube/database/host-probes/host-report.js';

/** What is known of an engine that did not answer. Whoever asked knows which host it is, so the reason is enough. */
export function unreachableReport(error: unknown): HostReport {
  const why = error instanceof EngineError ? error.reason : error instanceof Error ? error.message : String(error);
  return { isReachable: false, error: /[.?!]$/.test(why) ? why : `${why}.`, findings: [] };
}
