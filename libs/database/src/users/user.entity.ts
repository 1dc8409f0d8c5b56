import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';
import { SecretColumn } from '../encryption/secret-column.js';

/** Somebody who may log in. */
@Entity('users')
export class UserEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('text')
  email!: string;

  /** null: invited, and has chosen no password yet */
  @SecretColumn('text', { nullable: true })
  passwordHash!: string | null;

  @Column('boolean')
  isAdmin!: boolean;

  /** of a machine: has tokens and never a password */
  @Column('boolean')
  isService!: boolean;

  /** set: gets in nowhere, neither by password nor by token */
  @Column('timestamptz', { nullable: true })
  disabledAt!: Date | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt!: Date;
}
