import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { HostReport } from './host-report.js';

/** The API's question to the scheduler: can this engine be reached, and what does it lack? */
@Entity('host_probes')
export class HostProbeEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('bytea')
  connectionEncrypted!: Buffer;

  @Column('jsonb', { nullable: true })
  report!: HostReport | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  answeredAt!: Date | null;
}
