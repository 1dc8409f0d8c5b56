import type { DeploymentProof, TrafficFigures } from '@jujube/contract/deployment.js';
import { heading } from '../output/heading.js';
import { table } from '../output/table.js';

/** What a deployment did to requests, as a table under a heading of its own; empty where nothing is known. */
export function proofText(proof: DeploymentProof | null, version: number): string {
  if (proof === null) return '';
  const rows: [string, TrafficFigures][] = [
    ['before', proof.before],
    ['during', proof.during],
    [`  to v${version}`, proof.of_new],
    ['after', proof.after],
  ];
  const title = heading(proof.is_final ? 'Proof' : 'Proof, so far');
  if (rows.every(([, { requests }]) => requests === 0)) return `${title}\nno requests`;
  const drawn = table(rows, [
    { title: 'requests', get: ([name]) => name },
    { title: 'all', get: ([, { requests }]) => String(requests) },
    { title: '5xx', get: ([, figures]) => countText(figures, figures.server_errors) },
    { title: 'cut off', get: ([, figures]) => countText(figures, figures.resets) },
    { title: 'p95', get: ([, { p95_ms: p95 }]) => (p95 === null ? '-' : `${p95} ms`) },
  ]);
  return `${title}\n${drawn}`;
}

function countText({ requests }: TrafficFigures, count: number): string {
  if (requests === 0) return '-';
  return count === 0 ? '0' : `${count} (${Number(((count / requests) * 100).toPrecision(2))} %)`;
}
