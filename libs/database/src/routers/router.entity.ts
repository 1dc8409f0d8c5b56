import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A running router; one that is silent for 10 s does not count. */
@Entity('routers')
export class RouterEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('timestamptz')
  heartbeatAt!: Date;

  @Column('text', { nullable: true })
  version!: string | null;

  @Column('text', { nullable: true })
  error!: string | null;
}
