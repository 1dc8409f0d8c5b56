import { Column, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

/** What a user asked of single slots: held empty, restarted. */
@Entity('slot_wishes')
export class SlotWishEntity {
  @PrimaryColumn('uuid')
  appId!: string;

  @PrimaryColumn('text')
  processType!: string;

  @PrimaryColumn('integer')
  slot!: number;

  @Column('boolean')
  isStopped!: boolean;

  @Column('integer')
  restart!: number;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt!: Date;
}
