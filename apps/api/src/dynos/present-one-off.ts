import type { Dyno, DynoState } from '@jujube/contract/dyno.js';
import type { Reference } from '@jujube/contract/reference.js';
import type { TaskPhase } from '@jujube/core/task/task-phase.js';
import { oneOffName } from '@jujube/database/one-offs/one-off.js';
import type { OneOffRow } from '@jujube/usecases/dynos/one-off.queries.js';
import { sizeName } from '../formation/present-formation.js';

const STATE: Readonly<Record<TaskPhase, DynoState>> = {
  queued: 'starting',
  staging: 'starting',
  running: 'up',
  terminating: 'stopping',
  finished: 'down',
  killed: 'down',
  failed: 'crashed',
  lost: 'crashed',
  error: 'crashed',
};

export function presentOneOff(row: OneOffRow, { id, name }: Reference, attachUrl: string | null = null): Dyno {
  const { oneOff, hostId, hostName } = row;
  return {
    id: row.id,
    name: oneOffName(oneOff),
    type: oneOff.processType,
    command: oneOff.command,
    state: STATE[row.phase],
    size: sizeName(row.wish),
    app: { id, name },
    release: { id: oneOff.releaseId, version: oneOff.releaseVersion },
    attach_url: attachUrl,
    created_at: row.createdAt.toISOString(),
    updated_at: (row.finishedAt ?? row.startedAt ?? row.createdAt).toISOString(),
    host: hostId === null ? null : { id: hostId, name: hostName ?? '' },
    ports: {},
    gpus: [],
    healthy: row.phase === 'running',
    reason: row.reason ?? row.blocked,
    exit_status: row.exitCode,
  };
}
