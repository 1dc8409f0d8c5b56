import type { Dyno, DynoState } from '@jujube/contract/dyno.js';
import type { Reference } from '@jujube/contract/reference.js';
import type { DynoState as SeenState } from '@jujube/core/cluster/dyno.js';
import type { DynoRow } from '@jujube/usecases/dynos/dyno.queries.js';
import { sizeName } from '../formation/present-formation.js';

const STATE: Readonly<Record<SeenState | 'blocked', DynoState>> = {
  placed: 'starting',
  starting: 'starting',
  up: 'up',
  draining: 'stopping',
  stopping: 'stopping',
  stopped: 'down',
  crashed: 'crashed',
  lost: 'crashed',
  blocked: 'blocked',
};

export function presentDyno(row: DynoRow, { id, name }: Reference): Dyno {
  return {
    id: row.id,
    name: `${row.processType}.${row.slot}`,
    type: row.processType,
    command: row.command,
    state: STATE[row.state],
    size: sizeName(row),
    app: { id, name },
    release: { id: row.releaseId, version: row.releaseVersion },
    attach_url: null,
    created_at: row.createdAt.toISOString(),
    updated_at: row.stateSince.toISOString(),
    host: row.hostId === null ? null : { id: row.hostId, name: row.hostName ?? '' },
    ports: portsOf(row),
    gpus: row.gpus,
    healthy: row.isHealthy,
    reason: reasonOf(row),
    exit_status: null,
  };
}

function portsOf({ hostAddress, ports }: DynoRow): Record<string, string> {
  const at = hostAddress?.includes(':') ? `[${hostAddress}]` : hostAddress;
  return Object.fromEntries(ports.map(({ name, hostPort }) => [name, `${at}:${hostPort}`]));
}

function reasonOf({ reason, backOff, retryInS }: DynoRow): string | null {
  if (backOff === null || retryInS === null) return reason;
  const when = retryInS > 0 ? `in ${Math.ceil(retryInS)} s` : 'now';
  return [reason, `${backOff}, starts again ${when}`].filter(Boolean).join('; ');
}
