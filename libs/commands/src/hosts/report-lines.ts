import type { RegisteredHost } from '@jujube/contract/host.js';
import type { HostFinding } from '@jujube/contract/host-report.js';
import { heading } from '../output/heading.js';
import { hostSizeText } from '../output/resource-text.js';

/** The preflight report: what was found, and below what is missing the line that mends it. */
export function reportLines({ name, report }: RegisteredHost): string[] {
  const capacity = report.capacity ? `, ${hostSizeText(report.capacity)}` : '';
  return [
    heading(`${name} is registered`),
    `Docker ${report.engine_version ?? '(version unknown)'}${capacity}, ports reached at ${report.address ?? '(unknown)'}`,
    ...report.findings.flatMap(findingLines),
  ];
}

function findingLines(finding: HostFinding): string[] {
  const mark = finding.ok ? '✓' : finding.required ? '✗' : '!';
  const line = ` ${mark} ${finding.check}: ${finding.message}`;
  return finding.ok || finding.mend === undefined ? [line] : [line, `     mend it: ${finding.mend}`];
}
