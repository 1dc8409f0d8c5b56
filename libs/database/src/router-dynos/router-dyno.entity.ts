import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A router's acknowledgement: it sends to the dyno, or has let go of it. */
@Entity('router_dynos')
export class RouterDynoEntity {
  @PrimaryColumn('text')
  routerId!: string;

  @PrimaryColumn('uuid')
  dynoId!: string;

  @Column('text')
  state!: 'routed' | 'drained';

  @Column('timestamptz')
  at!: Date;
}
