import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { SEALED } from '../encryption/sealed-context.js';
import { SecretBox } from '../encryption/secret-box.js';
import { Nudges } from '../nudges.js';
import type { HostReport } from './host-report.js';
import type { ProbedConnection } from './host-probes.js';

export interface OpenProbe {
  id: string;
  connection: ProbedConnection;
}

/** The answering side of HostProbes: questions that still wait, and their answers. */
@Injectable()
export class OpenProbes {
  constructor(
    private readonly dataSource: DataSource,
    private readonly box: SecretBox,
    private readonly nudges: Nudges,
  ) {}

  /** Calls back when there may be a new question; returns the function that ends it. */
  onAsked(callback: () => void): () => void {
    return this.nudges.on('probes', callback);
  }

  /** Nobody waits for an answer to older ones than 15 s. */
  async list(): Promise<OpenProbe[]> {
    const rows: { id: string; connectionEncrypted: Buffer }[] = await this.dataSource.query(
      `select id, connection_encrypted as "connectionEncrypted" from host_probes
       where answered_at is null and created_at > now() - interval '15 s' order by created_at`,
    );
    return rows.map(({ id, connectionEncrypted }) => ({
      id,
      connection: JSON.parse(this.box.open(connectionEncrypted, SEALED.hostProbe(id)).toString()),
    }));
  }

  async answer(manager: EntityManager, probeId: string, report: HostReport): Promise<void> {
    await manager.query('update host_probes set report = $2, answered_at = now() where id = $1', [probeId, report]);
    await this.nudges.send('probes', manager);
  }
}
