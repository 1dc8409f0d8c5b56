import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { SecretColumn } from '../encryption/secret-column.js';
import type { HostReport } from './host-report.js';

/** The API's question to the scheduler: can this engine be reached, and what does it lack? */
@Entity('host_probes')
export class HostProbeEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @SecretColumn('bytea')
  connectionEncrypted!: Buffer;

  @Column('jsonb', { nullable: true })
  report!: HostReport | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  answeredAt!: Date | null;
}
