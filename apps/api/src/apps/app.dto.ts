import type { CreateApp, UpdateApp } from '@jujube/contract/app.js';
import { ChoiceField, FlagField, IntegerField, TextField, TextListField } from '../dto/fields.js';
import { REGION, STACKS } from '../platform/present-platform.js';

const STACK_NAMES = STACKS.flatMap(({ id, name }) => [name, id]);

export class CreateAppDto implements CreateApp {
  @TextField({ max: 60, description: 'absent: one is invented' })
  name?: string;

  @TextField({ max: 60, description: 'id or name; its dynos keep to the hosts of this environment' })
  environment?: string;

  @TextField({ max: 60, description: "Heroku's name for environment" })
  space?: string;

  @ChoiceField([REGION.name, REGION.id])
  region?: string;

  @ChoiceField(STACK_NAMES)
  stack?: string;

  @IntegerField({ min: 10, max: 3600, description: 'how long a deployment may take until it fails' })
  deadline_seconds?: number;
}

export class UpdateAppDto implements UpdateApp {
  @TextField({ max: 60 })
  name?: string;

  @FlagField({ description: 'show the maintenance page instead of the app' })
  maintenance?: boolean;

  @ChoiceField(STACK_NAMES)
  build_stack?: string;

  @IntegerField({ min: 10, max: 3600 })
  deadline_seconds?: number;

  @TextListField({ max: 50, description: 'names of the config vars that builds may see, in place of those before' })
  build_time_vars?: string[];
}
