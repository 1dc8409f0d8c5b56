import type { DataSource } from 'typeorm';
import { acknowledge, beat, signOff } from '@jujube/database/routers/router-reports.js';

const ID = 'test-router';
const EVERY_MS = 50;

/** Says what a router would say: healthy dynos get traffic, draining ones have been let go of. Sends nothing anywhere. */
export class AcknowledgingRouter {
  private readonly timer: NodeJS.Timeout;
  private round: Promise<void> = Promise.resolve();

  constructor(private readonly database: DataSource) {
    this.timer = setInterval(() => (this.round = this.round.then(() => this.look())), EVERY_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
    await signOff(this.database.manager, ID);
  }

  private async look(): Promise<void> {
    const rows: { dynoId: string; state: 'routed' | 'drained' }[] = await this.database.query(
      `select id as "dynoId", case state when 'up' then 'routed' else 'drained' end as state from dynos
       where process_type = 'web' and (state = 'up' and is_healthy or state = 'draining')`,
    );
    await beat(this.database.manager, ID, null);
    await acknowledge(this.database.manager, ID, rows);
    await this.database.query(`select pg_notify('jujube_acks', '')`);
  }
}
