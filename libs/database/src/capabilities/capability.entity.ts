import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A random URL that reads one stream for a short time. */
@Entity('capabilities')
export class CapabilityEntity {
  @PrimaryColumn('bytea')
  secretHash!: Buffer;

  @Column('text')
  kind!: 'log' | 'build-output' | 'attach';

  @Column('jsonb')
  subject!: Record<string, unknown>;

  @Column('timestamptz')
  expiresAt!: Date;
}
