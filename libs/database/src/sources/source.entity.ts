import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { SecretColumn } from '../encryption/secret-column.js';

/** An uploaded source archive, kept in chunks until its build is over. */
@Entity('sources')
export class SourceEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid')
  createdBy!: string;

  @SecretColumn('bytea')
  uploadHash!: Buffer;

  /** set when the upload is complete */
  @Column('bigint', { nullable: true })
  sizeBytes!: string | null;

  @Column('bytea', { nullable: true })
  sha256!: Buffer | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;
}
