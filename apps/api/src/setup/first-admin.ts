import { hash } from '@node-rs/argon2';
import type { FirstAdmin } from '@jujube/database/users/first-admin.js';
import type { SetupSettings } from './setup-settings.js';

const SHORTEST_PASSWORD = 10;

type AdminSettings = Pick<SetupSettings, 'adminUsername' | 'adminPassword' | 'baseDomain'>;

/** A name without an @ becomes an address below the base domain; either form logs in. */
export function firstAdmin({ adminUsername, adminPassword, baseDomain }: AdminSettings): FirstAdmin {
  const email = adminUsername.includes('@') ? adminUsername : `${adminUsername}@${baseDomain}`;
  return { email: email.toLowerCase(), passwordHash: () => hashPassword(adminPassword) };
}

// argon2id with 19 MiB and two passes, as OWASP asks
function hashPassword(password: string | null): Promise<string> {
  if (password !== null && password.length >= SHORTEST_PASSWORD) {
    return hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  }
  const found = password === null ? 'is missing' : 'is too short';
  throw new Error(
    `JUJUBE_ADMIN_PASSWORD ${found}: there is no user yet, so set it to a password of at least ` +
      `${SHORTEST_PASSWORD} characters and run the set-up again`,
  );
}
