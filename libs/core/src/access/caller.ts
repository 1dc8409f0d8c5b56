import type { PermissionName } from './permission-name.js';
import type { TokenLimits } from './token-limits.js';

/** Who asks for something, as found from a token or a password. */
export interface Caller {
  readonly userId: string;
  readonly email: string;
  readonly isAdmin: boolean;
  /** null when a password was given instead of a token */
  readonly tokenId: string | null;
  /** set for tokens that open nothing but the image repository of one app */
  readonly registryAppId: string | null;
  /** null: may do whatever its owner may */
  readonly limits: TokenLimits | null;
  /** by roles that they have everywhere, beyond what everybody may */
  readonly granted: readonly PermissionName[];
}
