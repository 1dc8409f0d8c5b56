import { Column, Entity } from 'typeorm';
import { SecretColumn } from '../encryption/secret-column.js';

/** A random URL that reads one stream for a short time. */
@Entity('capabilities')
export class CapabilityEntity {
  @SecretColumn('bytea', { primary: true })
  secretHash!: Buffer;

  @Column('text')
  kind!: 'log' | 'build-output' | 'attach';

  @Column('jsonb')
  subject!: Record<string, unknown>;

  @Column('timestamptz')
  expiresAt!: Date;

  /** for whom it was made, with which token; null in rows of older versions, which open nothing any more */
  @Column('uuid', { nullable: true })
  userId!: string | null;

  @Column('uuid', { nullable: true })
  tokenId!: string | null;

  @Column('uuid', { nullable: true })
  appId!: string | null;
}
