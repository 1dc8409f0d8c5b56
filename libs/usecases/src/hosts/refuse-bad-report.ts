import { UserError } from '@jujube/core/errors/user-error.js';
import type { HostReport } from '@jujube/database/host-probes/host-report.js';

/** Throws unless the host can be used: it was reached, and what it must have it has (or the user insists). */
export function refuseBadReport(
  name: string,
  report: HostReport | null,
  isForced: boolean,
): asserts report is HostReport {
  if (report === null) {
    throw new UserError(
      'unavailable',
      `The scheduler did not look at ${name} within 10 s. Is it running? Nothing was written; try again.`,
    );
  }
  if (!report.isReachable) {
    throw new UserError(
      'invalid_params',
      `${name} cannot be reached: ${report.error ?? 'the engine did not answer'} Nothing was written.`,
    );
  }
  const failed = report.findings.filter(({ isOk, isRequired }) => isRequired && !isOk);
  if (failed.length === 0 || isForced) return;
  const why = failed.map(({ message, mend }) => (mend === undefined ? message : `${message} (mend it with: ${mend})`));
  throw new UserError(
    'invalid_params',
    `${name} is not ready to be a host: ${why.join('; ')}. Nothing was written; --force accepts it.`,
  );
}
