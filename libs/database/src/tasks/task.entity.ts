import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';

/** One-shot work that waits for, or has, a place. */
@Entity('tasks')
export class TaskEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('text')
  kind!: 'build' | 'run';

  @Column('uuid', { nullable: true })
  buildId!: string | null;

  @Column('text')
  pool!: string;

  @Column('jsonb')
  hostLabels!: Record<string, string>;

  @Column('integer')
  cpuMillis!: number;

  @Column('integer')
  memoryMib!: number;

  @Column('text')
  state!: 'queued' | 'placed' | 'finished';

  @Column('uuid', { nullable: true })
  hostId!: string | null;

  @Column('text', { nullable: true })
  blocked!: string | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt!: Date;
}
