import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';
import { SecretColumn } from '../encryption/secret-column.js';
import type { SandboxMode } from '@jujube/core/cluster/host.js';

/** A registered Docker engine, as its operator wants it. */
@Entity('hosts')
export class HostEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('text')
  name!: string;

  @Column('text')
  url!: string;

  @Column('text', { nullable: true })
  address!: string | null;

  @SecretColumn('bytea', { nullable: true })
  credentialsEncrypted!: Buffer | null;

  @Column('text', { nullable: true })
  sshHostKey!: string | null;

  @Column('jsonb')
  labels!: Record<string, string>;

  @Column('text')
  pool!: string;

  @Column('text')
  sandbox!: SandboxMode;

  @Column('boolean')
  isCordoned!: boolean;

  @Column('boolean')
  isDraining!: boolean;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt!: Date;
}
