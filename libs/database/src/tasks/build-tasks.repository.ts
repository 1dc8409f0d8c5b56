import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Nudges } from '../nudges.js';

export interface BuildPlace {
  taskId: string;
  state: 'queued' | 'placed' | 'finished';
  hostId: string | null;
  /** why it still waits */
  blocked: string | null;
  cpuMillis: number;
  memoryMib: number;
}

/** The place of a build among the tasks that the scheduler places. */
@Injectable()
export class BuildTasksRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  /** The newest; null when none was asked for. */
  async ofBuild(buildId: string): Promise<BuildPlace | null> {
    const rows: BuildPlace[] = await this.dataSource.query(
      `select id as "taskId", state, host_id as "hostId", blocked, cpu_millis as "cpuMillis", memory_mib as "memoryMib"
       from tasks where build_id = $1 order by created_at desc limit 1`,
      [buildId],
    );
    return rows[0] ?? null;
  }

  /** Gives the place back and asks for another one. */
  async requeue(buildId: string): Promise<void> {
    await this.dataSource.query(
      `update tasks set state = 'queued', host_id = null, blocked = null, updated_at = now()
       where build_id = $1 and state = 'placed'`,
      [buildId],
    );
    await this.nudges.send('wanted');
  }

  /** Gives the place back for good. */
  async finish(buildId: string): Promise<void> {
    await this.dataSource.query(
      `update tasks set state = 'finished', updated_at = now() where build_id = $1 and state <> 'finished'`,
      [buildId],
    );
    await this.nudges.send('wanted');
  }
}
