import { Injectable } from '@nestjs/common';
import { DataSource } from '@jujube/database/connection.js';
import { Nudges } from '@jujube/database/nudges.js';
import { acknowledge, beat, signOff, type DynoAcknowledgement } from '@jujube/database/routers/router-reports.js';
import type { RouteTable } from './routes/route-table.js';

/** Tells the scheduler which dynos get traffic now, and which have been let go of. */
@Injectable()
export class Acknowledger {
  private told = '';

  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  async beat(routerId: string, error: string | null): Promise<void> {
    await beat(this.dataSource.manager, routerId, error);
  }

  /** @param busy names of the servers that still have requests */
  async tell(routerId: string, table: RouteTable, busy: ReadonlySet<string>): Promise<void> {
    const acknowledgements = table.backends.flatMap((backend) =>
      backend.servers.flatMap((server): DynoAcknowledgement[] => {
        if (server.state === 'ready') return [{ dynoId: server.dynoId, state: 'routed' }];
        return busy.has(server.name) ? [] : [{ dynoId: server.dynoId, state: 'drained' }];
      }),
    );
    const text = JSON.stringify(acknowledgements);
    if (text === this.told) return;
    await acknowledge(this.dataSource.manager, routerId, acknowledgements);
    this.told = text;
    await this.nudges.send('acks');
  }

  async signOff(routerId: string): Promise<void> {
    await signOff(this.dataSource.manager, routerId);
    await this.nudges.send('acks');
  }
}
