import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Proof } from '@jujube/core/traffic/proof.js';
import type { DeploymentState } from '@jujube/core/release/release.js';

/** The journey of one release to its dynos; at most one per app is pending. */
@Entity('deployments')
export class DeploymentEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid')
  appId!: string;

  @Column('uuid')
  releaseId!: string;

  @Column('text')
  state!: DeploymentState;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('text', { nullable: true })
  logExcerpt!: string | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  @Column('timestamptz')
  deadlineAt!: Date;

  @Column('timestamptz', { nullable: true })
  finishedAt!: Date | null;

  /** it goes back to an earlier release because another failed */
  @Column('boolean')
  isRevert!: boolean;

  /** it failed, and nobody has gone back yet */
  @Column('boolean')
  isRevertWanted!: boolean;

  /** blue/green: routers leave its web dynos out until it is promoted */
  @Column('boolean')
  isHidden!: boolean;

  @Column('timestamptz', { nullable: true })
  pausedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  promotedAt!: Date | null;

  /** since when its canaries are ready and wait for promotion */
  @Column('timestamptz', { nullable: true })
  canariesSince!: Date | null;

  /** when they promote themselves; null: somebody has to */
  @Column('timestamptz', { nullable: true })
  promotesAt!: Date | null;

  /** since when it alone is seen while old dynos are kept behind it */
  @Column('timestamptz', { nullable: true })
  switchedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  confirmedAt!: Date | null;

  /** what it did to requests; null until all of it is known */
  @Column('jsonb', { nullable: true })
  proof!: Proof | null;
}
