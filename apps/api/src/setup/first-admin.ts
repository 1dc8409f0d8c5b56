import type { FirstAdmin } from '@jujube/database/users/first-admin.js';
import { hashPassword, SHORTEST_PASSWORD } from '@jujube/usecases/users/hash-password.js';
import type { SetupSettings } from './setup-settings.js';

type AdminSettings = Pick<SetupSettings, 'adminUsername' | 'adminPassword' | 'baseDomain'>;

/** A name without an @ becomes an address below the base domain; either form logs in. */
export function firstAdmin({ adminUsername, adminPassword, baseDomain }: AdminSettings): FirstAdmin {
  const email = adminUsername.includes('@') ? adminUsername : `${adminUsername}@${baseDomain}`;
  return { email: email.toLowerCase(), passwordHash: () => hashOf(adminPassword) };
}

function hashOf(password: string | null): Promise<string> {
  if (password !== null && password.length >= SHORTEST_PASSWORD) return hashPassword(password);
  const found = password === null ? 'is missing' : 'is too short';
  throw new Error(
    `JUJUBE_ADMIN_PASSWORD ${found}: there is no user yet, so set it to a password of at least ` +
      `${SHORTEST_PASSWORD} characters and run the set-up again`,
  );
}
