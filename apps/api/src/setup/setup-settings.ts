import { readSettings } from '@jujube/settings/settings.js';

export interface SetupSettings {
  readonly ownerUrl: string;
  readonly databaseUrl: string;
  readonly appRole: string;
  readonly redisUrl: string | null;
  readonly baseDomain: string;
  readonly adminUsername: string;
  readonly adminPassword: string | null;
}

/** What the services are told, and beside it what only the set-up may know. */
export function readSetupSettings(env: NodeJS.ProcessEnv): SetupSettings {
  const settings = readSettings(env, ['DATABASE_OWNER_URL']);
  return {
    ownerUrl: env.DATABASE_OWNER_URL ?? '',
    databaseUrl: settings.databaseUrl,
    appRole: decodeURIComponent(new URL(settings.databaseUrl).username),
    redisUrl: settings.redisUrl,
    baseDomain: settings.baseDomain,
    adminUsername: env.JUJUBE_ADMIN_USERNAME?.trim() || 'admin',
    adminPassword: env.JUJUBE_ADMIN_PASSWORD || null,
  };
}
