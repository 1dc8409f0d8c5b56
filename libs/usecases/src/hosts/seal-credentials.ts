import { SEALED } from '@jujube/database/encryption/sealed-context.js';
import type { SecretBox } from '@jujube/database/encryption/secret-box.js';
import type { ConnectionWish } from './check-host.js';

/** The secrets that open a host, as its row keeps them. */
export function sealCredentials(box: SecretBox, hostId: string, { tls, ssh }: ConnectionWish): Buffer {
  const secrets = { tls, ...(ssh?.privateKey !== undefined && { ssh: { privateKey: ssh.privateKey } }) };
  return box.seal(JSON.stringify(secrets), SEALED.hostCredentials(hostId));
}
