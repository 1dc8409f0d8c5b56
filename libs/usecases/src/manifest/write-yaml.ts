import { stringify } from 'yaml';
import type { AppSettings } from '@jujube/core/manifest/app-settings.js';
import { renderManifest } from '@jujube/core/manifest/render-manifest.js';

/** The manifest that says how an app is now, as text that readManifest() takes back. */
export function writeYaml(settings: AppSettings): string {
  return stringify(renderManifest(settings), { lineWidth: 0 });
}
