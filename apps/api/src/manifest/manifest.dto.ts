import type { ApplyManifest } from '@jujube/contract/manifest.js';
import { FlagField, LooseField, TextField } from '../dto/fields.js';

export class ApplyManifestDto implements ApplyManifest {
  @LooseField(
    { type: 'string', required: true, description: 'YAML or JSON, as it stands in jujube.yml or app.json' },
    (value) => typeof value === 'string',
    'text must be the text of a manifest',
  )
  text!: string;

  @TextField({ max: 200, description: "what it is called, for messages; app.json may hold Heroku's keys" })
  file?: string;

  @FlagField({ description: 'only say what would change' })
  dry_run?: boolean;
}
