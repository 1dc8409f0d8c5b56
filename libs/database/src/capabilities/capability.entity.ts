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
}
