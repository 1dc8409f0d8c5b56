import type { PermissionName } from '@jujube/core/access/permission-name.js';

/** For whom a stream or a terminal is open, and what they need for that. */
export interface StreamHolder {
  readonly userId: string;
  /** null: they came with a password */
  readonly tokenId: string | null;
  /** null: it is about whatever they may see */
  readonly appId: string | null;
  readonly needed: PermissionName;
  /** it shows what only administrators see */
  readonly isForAdmin?: boolean;
}
