import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';
import type { BuildSource } from './build-source.js';

/** Source to image, as a task with a lease. */
@Entity('builds')
export class BuildEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid')
  appId!: string;

  @Column('uuid')
  createdBy!: string;

  @Column('jsonb')
  source!: BuildSource;

  @Column('text')
  state!: 'pending' | 'succeeded' | 'failed' | 'cancelled';

  @Column('text')
  phase!: string;

  @Column('text', { nullable: true })
  stack!: string | null;

  @Column('text', { nullable: true })
  commit!: string | null;

  @Column('text', { nullable: true })
  image!: string | null;

  @Column('jsonb', { nullable: true })
  processTypes!: Record<string, string> | null;

  @Column('uuid', { nullable: true })
  releaseId!: string | null;

  @Column('text', { nullable: true })
  failure!: string | null;

  @Column('boolean')
  isCancelRequested!: boolean;

  @Column('integer')
  attempt!: number;

  @Column('integer')
  generation!: number;

  @Column('text', { nullable: true })
  leaseOwner!: string | null;

  @Column('timestamptz', { nullable: true })
  leaseUntil!: Date | null;

  @Column('bigint')
  fence!: string;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt!: Date;

  @Column('timestamptz', { nullable: true })
  startedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  finishedAt!: Date | null;
}
