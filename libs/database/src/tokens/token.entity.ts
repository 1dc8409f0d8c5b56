import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { SecretColumn } from '../encryption/secret-column.js';

/** A bearer token; only the hash of its secret is kept. */
@Entity('tokens')
export class TokenEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid')
  userId!: string;

  @Column('text')
  description!: string;

  @SecretColumn('bytea')
  secretHash!: Buffer;

  /** set: the token opens nothing but the image repository of this app */
  @Column('uuid', { nullable: true })
  registryAppId!: string | null;

  /** set: of all apps the token opens only this one */
  @Column('uuid', { nullable: true })
  appId!: string | null;

  /** leaves of the tree of permissions; null: whatever its owner may */
  @Column('text', { array: true, nullable: true })
  permissions!: string[] | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  lastUsedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  expiresAt!: Date | null;
}
