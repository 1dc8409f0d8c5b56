import type { CreateBuild } from '@jujube/contract/build.js';
import { PartField, TextField } from '../dto/fields.js';

export class SourceBlobDto {
  @TextField({ max: 4096, required: true, description: 'a git address, or the get_url of a source' })
  url!: string;

  @TextField({
    max: 255,
    nullable: true,
    description: 'git: branch, tag or commit; archive: a name for what was uploaded',
  })
  version?: string;

  @TextField({ max: 100, nullable: true, description: 'archive: SHA256:hex' })
  checksum?: string;
}

export class CreateBuildDto implements CreateBuild {
  @PartField(SourceBlobDto, { required: true })
  source_blob!: SourceBlobDto;
}
