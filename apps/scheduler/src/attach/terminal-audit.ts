import { randomUUID } from 'node:crypto';
import { appendAudit } from '@jujube/database/audit/append-audit.js';
import type { DataSource } from '@jujube/database/connection.js';
import type { StreamHolder } from '@jujube/database/stream-holders/stream-holder.js';
import type { AttachSubject } from './attach-subject.js';

/** As they were when it began: with an app, all its names go. */
export interface TerminalNames {
  readonly email: string | null;
  readonly app: string | null;
  readonly dyno: string | null;
}

export interface TerminalEnd {
  readonly holder: StreamHolder;
  readonly names: TerminalNames;
  readonly ip: string;
  /** null: somebody hung up, or what ran has ended */
  readonly problem: 'right_lost' | 'terminal_idle' | null;
}

export async function namesOfTerminal(
  dataSource: DataSource,
  { holder, subject }: { holder: StreamHolder; subject: AttachSubject },
): Promise<TerminalNames> {
  const id = 'taskId' in subject ? subject.taskId : subject.dynoId;
  const [names]: TerminalNames[] = await dataSource.query(
    `select (select email from users where id = $1) as email, (select name from apps where id = $2) as app,
       coalesce((select process_type || '.' || slot from dynos where id = $3),
         (select process_type || '.' || number from one_offs where task_id = $3)) as dyno`,
    [holder.userId, holder.appId, id],
  );
  return names!;
}

/** Beside the request that opened it, which the API wrote down. */
export async function noteTerminalEnd(dataSource: DataSource, end: TerminalEnd): Promise<void> {
  const { holder, names, ip, problem } = end;
  await appendAudit(dataSource, {
    ...{ kind: 'ended', requestId: randomUUID(), status: 200, problem, stateHash: null, ip },
    ...{ actorId: holder.userId, actorEmail: names.email, tokenId: holder.tokenId, appId: holder.appId },
    ...{ verb: 'END /apps/:app/dynos/:dyno', permission: holder.needed },
    target: `app=${names.app ?? ''} dyno=${names.dyno ?? ''}`,
  });
}
