import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';
import type { DisruptionSettings } from '@jujube/core/disruption/disruption-settings.js';
import type { UpdateSettings } from '@jujube/core/update/update-settings.js';
import type { FormationRules, HealthCheck } from './formation-rules.js';

/** How many dynos of a process type, how big, and where they may go. */
@Entity('formations')
export class FormationEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid')
  appId!: string;

  @Column('text')
  processType!: string;

  @Column('integer')
  quantity!: number;

  @Column('integer')
  cpuMillis!: number;

  @Column('integer')
  memoryMib!: number;

  @Column('jsonb')
  rules!: FormationRules;

  @Column('jsonb', { nullable: true })
  healthCheck!: HealthCheck | null;

  @Column('jsonb')
  updateSettings!: UpdateSettings;

  @Column('jsonb')
  disruptionSettings!: DisruptionSettings;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt!: Date;
}
