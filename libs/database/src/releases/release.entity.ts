import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { SecretColumn } from '../encryption/secret-column.js';
import type { Release } from '@jujube/core/release/release.js';

/** Immutable: the application role may not update this table. */
@Entity('releases')
export class ReleaseEntity implements Release {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid')
  appId!: string;

  @Column('integer')
  version!: number;

  @Column('text')
  description!: string;

  @Column('text', { nullable: true })
  image!: string | null;

  @Column('jsonb', { default: {} })
  typeImages!: Record<string, string>;

  @Column('text', { nullable: true })
  imageTag!: string | null;

  @Column('uuid', { nullable: true })
  buildId!: string | null;

  @Column('jsonb')
  processTypes!: Record<string, string>;

  @SecretColumn('bytea')
  configEncrypted!: Buffer;

  @Column('uuid')
  createdBy!: string;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;
}
