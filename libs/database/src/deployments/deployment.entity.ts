import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';
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
}
