import { Injectable } from '@nestjs/common';
import type { GrantedPort } from '@jujube/core/cluster/grant.js';
import type { DynoState } from '@jujube/core/cluster/dyno.js';
import { Reader } from '@jujube/database/reader.js';
import { LISTED_DYNOS } from './listed-dynos.js';

export interface DynoRow {
  id: string;
  processType: string;
  slot: number;
  command: string;
  /** blocked: wanted, but no host can take it */
  state: DynoState | 'blocked';
  isHealthy: boolean;
  reason: string | null;
  cpuMillis: number;
  memoryMib: number;
  releaseId: string;
  releaseVersion: number;
  /** null while it has no container */
  hostId: string | null;
  hostName: string | null;
  hostAddress: string | null;
  ports: GrantedPort[];
  gpus: string[];
  createdAt: Date;
  stateSince: Date;
  /** `crashed 3 times`: its next start is delayed */
  backOff: string | null;
  retryInS: number | null;
}

/** Reads dynos: what runs, what crashed, what finds no host and what is held empty. */
@Injectable()
export class DynoQueries {
  constructor(private readonly reader: Reader) {}

  list(appId: string): Promise<DynoRow[]> {
    return this.reader.rows<DynoRow>(LISTED_DYNOS, [appId]);
  }

  /** The newest incarnation of a slot, or the dyno with an id. */
  async find(appId: string, idOrName: string): Promise<DynoRow | null> {
    const rows = await this.list(appId);
    return rows.findLast((row) => row.id === idOrName || `${row.processType}.${row.slot}` === idOrName) ?? null;
  }
}
