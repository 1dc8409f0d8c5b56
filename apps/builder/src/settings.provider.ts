import type { Provider } from '@nestjs/common';
import { readSettings, type Settings } from '@jujube/settings/settings.js';
import type { RegistrySettings } from '@jujube/settings/registry-settings.js';

export const SETTINGS = Symbol('settings');

/** What a builder cannot work without, besides what every process needs. */
const REQUIRED = ['REGISTRY_URL', 'BUILDER_IMAGE', 'BASE_IMAGE'];

export type BuilderSettings = Settings & { registry: RegistrySettings; builderImage: string; baseImage: string };

export function readBuilderSettings(env: NodeJS.ProcessEnv): BuilderSettings {
  return readSettings(env, REQUIRED) as BuilderSettings;
}

export function provideSettings(settings: BuilderSettings): Provider {
  return { provide: SETTINGS, useValue: settings };
}
