import { UserError } from '@jujube/core/errors/user-error.js';
import { relayAddress } from '@jujube/database/attach-relays/attach-relay.js';
import type {
  CapabilitiesRepository,
  CapabilityHolder,
} from '@jujube/database/capabilities/capabilities.repository.js';
import type { EntityManager } from '@jujube/database/connection.js';

const VALID_SECONDS = 600;

/** `rendezvous://host:port/secret`, good for one connection within ten minutes. */
export async function attachUrl(
  manager: EntityManager,
  capabilities: CapabilitiesRepository,
  { holder, subject }: { holder: CapabilityHolder; subject: Record<string, unknown> },
): Promise<string> {
  const address = await relayAddress(manager);
  if (address === null) {
    throw new UserError('unavailable', 'No scheduler runs that one could attach through. Try again in a while.');
  }
  const secret = await capabilities.issue({ kind: 'attach', holder, subject, ttlSeconds: VALID_SECONDS }, manager);
  return `rendezvous://${address}/${secret}`;
}
