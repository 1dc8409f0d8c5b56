import type { AppSettings } from './app-settings.js';
import { renderManifest, type ManifestDocument } from './render-manifest.js';

export interface ManifestChange {
  /** `web.cpu`, `web.update.strategy`, `deadline_seconds` */
  readonly setting: string;
  /** null: it was not there */
  readonly from: string | null;
  /** null: it is not there any more */
  readonly to: string | null;
}

/** What differs between two ways an app can be, in the words of a manifest. */
export function changesBetween(before: AppSettings, after: AppSettings): ManifestChange[] {
  const [old, wanted] = [flatten(renderManifest(before)), flatten(renderManifest(after))];
  const settings = [...new Set([...wanted.keys(), ...old.keys()])];
  return settings
    .map((setting) => ({ setting, from: old.get(setting) ?? null, to: wanted.get(setting) ?? null }))
    .filter(({ from, to }) => from !== to);
}

function flatten({ processes = {}, ...settings }: ManifestDocument): Map<string, string> {
  return new Map([...leaves(settings, ''), ...leaves(processes as ManifestDocument, '')]);
}

function leaves(members: ManifestDocument, prefix: string): [string, string][] {
  return Object.entries(members).flatMap(([key, value]): [string, string][] =>
    isMap(value) ? leaves(value, `${prefix}${key}.`) : [[prefix + key, textOf(value)]],
  );
}

function isMap(value: unknown): value is ManifestDocument {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  if (isMap(value))
    return `{${Object.entries(value)
      .map(([key, member]) => `${key}: ${textOf(member)}`)
      .join(', ')}}`;
  return String(value);
}
