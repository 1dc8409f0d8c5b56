import { Column, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import type { HostStatus } from '@jujube/core/cluster/host.js';

/** A host as the scheduler last saw it. */
@Entity('host_status')
export class HostStatusEntity {
  @PrimaryColumn('uuid')
  hostId!: string;

  @Column('text')
  status!: HostStatus;

  @Column('timestamptz', { nullable: true })
  notReadySince!: Date | null;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('text', { nullable: true })
  address!: string | null;

  @Column('text', { nullable: true })
  engineVersion!: string | null;

  @Column('integer')
  cpuMillis!: number;

  @Column('integer')
  memoryMib!: number;

  @Column('boolean')
  hasLiveRestore!: boolean;

  /** ids of its graphics processors */
  @Column('jsonb')
  gpus!: string[];

  @Column('timestamptz', { nullable: true })
  lastSeenAt!: Date | null;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt!: Date;
}
