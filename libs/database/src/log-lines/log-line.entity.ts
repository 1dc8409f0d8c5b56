import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One line of an app, a router or the platform. */
@Entity('log_lines')
export class LogLineEntity {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' })
  id!: string;

  @Column('uuid')
  appId!: string;

  @Column('timestamptz')
  at!: Date;

  @Column('text')
  source!: string;

  @Column('text')
  dyno!: string;

  /** The incarnation that it is from or about; null for lines that belong to no single one. */
  @Column('uuid', { nullable: true })
  dynoId!: string | null;

  @Column('text')
  text!: string;
}
