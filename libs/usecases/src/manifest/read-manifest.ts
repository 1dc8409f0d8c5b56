import type { Manifest } from '@jujube/core/manifest/manifest.js';
import { parseManifest } from '@jujube/core/manifest/parse-manifest.js';
import { readYaml } from './read-yaml.js';

/** The names under which a manifest is looked for in a source, the first one counts. */
export const MANIFEST_FILES = ['jujube.yml', 'app.json'] as const;

/** What a manifest says. @param file its name, for messages; in `app.json` Heroku's keys are known too. Throws `invalid_params` */
export function readManifest(text: string, file: string): Manifest {
  return parseManifest(readYaml(text, file));
}
