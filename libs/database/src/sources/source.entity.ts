import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** An uploaded source archive, kept in chunks until its build is over. */
@Entity('sources')
export class SourceEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid')
  createdBy!: string;

  @Column('bytea')
  uploadHash!: Buffer;

  @Column('bigint', { nullable: true })
  sizeBytes!: string | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;
}
