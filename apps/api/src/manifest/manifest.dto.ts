import type { ApplyManifest } from '@jujube/contract/manifest.js';
import { FlagField, TextField } from '../dto/fields.js';

export class ApplyManifestDto implements ApplyManifest {
  @TextField({ max: 65_536, required: true, description: 'YAML or JSON, as it stands in jujube.yml or app.json' })
  text!: string;

  @TextField({ max: 4096, description: "what it is called, for messages; app.json may hold Heroku's keys" })
  file?: string;

  @FlagField({ description: 'only say what would change' })
  dry_run?: boolean;
}
