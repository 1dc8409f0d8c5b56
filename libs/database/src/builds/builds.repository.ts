import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { LEASE_SECONDS, type Lease } from '../leases/lease.js';
import { LostLease } from '../leases/lost-lease.js';
import { Nudges } from '../nudges.js';
import { BuildEntity } from './build.entity.js';

/** What the builder writes down about a build that it holds. */
export type BuildChanges = Partial<
  Pick<BuildEntity, 'phase' | 'stack' | 'commit' | 'image' | 'processTypes' | 'releaseId' | 'failure'>
>;

export interface BuildEnd extends BuildChanges {
  state: 'succeeded' | 'failed' | 'cancelled';
}

/** Builds as work: claimed with a lease, written with its fence, restored when their job was lost. */
@Injectable()
export class BuildsRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  async byId(id: string, manager = this.dataSource.manager): Promise<BuildEntity | null> {
    return manager.findOneBy(BuildEntity, { id });
  }

  /** null when there is nothing to do: another worker has it, it has ended, or the job is of an older generation. */
  async claim(job: { rowId: string; generation: number }, owner: string): Promise<Lease | null> {
    const [rows] = await this.dataSource.query(
      `update builds set lease_owner = $3, lease_until = now() + make_interval(secs => $4), fence = fence + 1,
         attempt = attempt + 1, started_at = coalesce(started_at, now()), updated_at = now()
       where id = $1 and generation = $2 and state = 'pending' and (lease_until is null or lease_until < now())
       returning fence`,
      [job.rowId, job.generation, owner, LEASE_SECONDS],
    );
    return rows.length === 0 ? null : { rowId: job.rowId, owner, fence: rows[0].fence };
  }

  /** false when the lease is lost. */
  async renew(lease: Lease): Promise<boolean> {
    const [, count] = await this.dataSource.query(
      `update builds set lease_until = now() + make_interval(secs => $3)
       where id = $1 and fence = $2 and state = 'pending'`,
      [lease.rowId, lease.fence, LEASE_SECONDS],
    );
    return count > 0;
  }

  async isCancelRequested(buildId: string): Promise<boolean> {
    const build = await this.byId(buildId);
    return build === null || build.isCancelRequested;
  }

  /** @throws LostLease, with nothing written */
  async write(lease: Lease, changes: BuildChanges, manager = this.dataSource.manager): Promise<void> {
    await this.writeFenced(manager, lease, changes);
  }

  /** Ends the build for good and gives the lease back. @throws LostLease, with nothing written */
  async finish(lease: Lease, end: BuildEnd, manager = this.dataSource.manager): Promise<void> {
    await this.writeFenced(manager, lease, { ...end, leaseUntil: null, finishedAt: () => 'now()' });
  }

  /** A worker that must stop gives its build back: it does not count as an attempt, and the sweeper finds it soon. */
  async handOver(lease: Lease): Promise<void> {
    await this.writeFenced(this.dataSource.manager, lease, { leaseUntil: null, attempt: () => 'attempt - 1' });
  }

  /** Lets go of a build after a failure that was not its own: the sweeper sends it on its way to its next attempt. */
  async giveUp(lease: Lease): Promise<void> {
    await this.writeFenced(this.dataSource.manager, lease, { leaseUntil: null });
  }

  private async writeFenced(manager: EntityManager, lease: Lease, changes: object): Promise<void> {
    const row = { id: lease.rowId, fence: lease.fence, state: 'pending' as const };
    const { affected } = await manager.update(BuildEntity, row, changes);
    if (!affected) throw new LostLease(`build ${lease.rowId} is not this worker's any more; nothing was written`);
    await this.nudges.send('builds', manager, lease.rowId);
  }
}
