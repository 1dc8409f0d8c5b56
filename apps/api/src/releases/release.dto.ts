import { FlagField, TextField } from '../dto/fields.js';

/** Either a rollback (`release`) or a pushed image (`image_tag`). */
export class CreateReleaseDto {
  @TextField({ max: 60, description: 'roll back to this release: id, v2 or 2' })
  release?: string;

  @TextField({ max: 400, description: "deploy this tag of the app's repository in our registry" })
  image_tag?: string;

  @FlagField({ description: 'supersede a deployment that is under way' })
  force?: boolean;

  @TextField({ max: 200 })
  description?: string;

  @TextField({ max: 60, description: "Heroku's name for `release`: the id of a release" })
  slug?: string;
}
