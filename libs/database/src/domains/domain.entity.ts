import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';

/** A host name that leads to an app: its own below the base domain, or one that the user added. */
@Entity('domains')
export class DomainEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid')
  appId!: string;

  @Column('text')
  hostname!: string;

  @Column('text')
  kind!: 'heroku' | 'custom';

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt!: Date;
}
