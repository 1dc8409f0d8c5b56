import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';

/** A named thing with config vars, releases, a formation and domains. */
@Entity('apps')
export class AppEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('text')
  name!: string;

  @Column('uuid')
  ownerId!: string;

  @Column('boolean')
  isMaintenance!: boolean;

  @Column('integer')
  deadlineSeconds!: number;

  @Column('text', { array: true })
  buildTimeVars!: string[];

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt!: Date;
}
