import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Doorbell } from '../doorbell.js';
import { SEALED } from '../encryption/sealed-context.js';
import { SecretBox } from '../encryption/secret-box.js';
import { Nudges } from '../nudges.js';
import type { HostReport } from './host-report.js';

const LOOK_EVERY_MS = 500;

/** How to reach an engine that may become a host; secrets in clear. */
export interface ProbedConnection {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly tls?: { ca: string; cert: string; key: string };
  readonly ssh?: { privateKey?: string; hostKey: string };
}

/** Questions to the scheduler, the only process that talks to hosts: can this engine be reached, and what does it lack? */
@Injectable()
export class HostProbes {
  constructor(
    private readonly dataSource: DataSource,
    private readonly box: SecretBox,
    private readonly nudges: Nudges,
  ) {}

  /** Null when nobody answered in time. The question is forgotten either way, with the secrets in it. */
  async ask(connection: ProbedConnection, withinMs: number): Promise<HostReport | null> {
    const id = randomUUID();
    const bell = new Doorbell(this.nudges, 'probes', '');
    try {
      const sealed = this.box.seal(JSON.stringify(connection), SEALED.hostProbe(id));
      await this.dataSource.query('insert into host_probes (id, connection_encrypted) values ($1, $2)', [id, sealed]);
      await this.nudges.send('probes');
      return await this.untilAnswered(id, { bell, withinMs });
    } finally {
      bell.close();
      await this.dataSource.query('delete from host_probes where id = $1', [id]);
    }
  }

  private async untilAnswered(id: string, wait: { bell: Doorbell; withinMs: number }): Promise<HostReport | null> {
    const untilMs = performance.now() + wait.withinMs;
    for (;;) {
      const rows: { report: HostReport | null }[] = await this.dataSource.query(
        'select report from host_probes where id = $1',
        [id],
      );
      const leftMs = untilMs - performance.now();
      if (rows[0]?.report || leftMs <= 0) return rows[0]?.report ?? null;
      await wait.bell.wait(Math.min(LOOK_EVERY_MS, leftMs));
    }
  }
}
