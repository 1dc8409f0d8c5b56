import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { GrantedPort } from '@jujube/core/cluster/grant.js';
import type { DynoState } from '@jujube/core/cluster/dyno.js';

/** One incarnation of a slot and its container; written by the scheduler only. */
@Entity('dynos')
export class DynoEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid')
  appId!: string;

  @Column('text')
  appName!: string;

  @Column('text')
  processType!: string;

  @Column('integer')
  slot!: number;

  @Column('integer')
  incarnation!: number;

  @Column('uuid')
  releaseId!: string;

  @Column('integer')
  releaseVersion!: number;

  @Column('text')
  generation!: string;

  @Column('text')
  command!: string;

  @Column('text')
  image!: string;

  @Column('uuid')
  hostId!: string;

  @Column('text')
  hostName!: string;

  @Column('text')
  hostAddress!: string;

  @Column('integer', { nullable: true })
  hostPort!: number | null;

  /** beside `hostPort` */
  @Column('jsonb')
  ports!: GrantedPort[];

  /** device ids */
  @Column('jsonb')
  gpus!: string[];

  @Column('integer')
  cpuMillis!: number;

  @Column('integer')
  memoryMib!: number;

  @Column('text')
  state!: DynoState;

  @Column('boolean')
  isHealthy!: boolean;

  @Column('text', { nullable: true })
  containerId!: string | null;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('integer', { nullable: true })
  exitCode!: number | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  @Column('timestamptz')
  stateSince!: Date;

  @Column('timestamptz', { nullable: true })
  healthySince!: Date | null;
}
