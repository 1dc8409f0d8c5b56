import type { CreateRoleGrant } from '@jujube/contract/role.js';
import { TextField, TextListField } from '../dto/fields.js';

export class CreateRoleDto {
  @TextField({ max: 60, required: true })
  name!: string;

  @TextListField({ max: 50, required: true, description: 'app.deploy, or app for all below it' })
  permissions!: string[];
}

export class CreateRoleGrantDto implements CreateRoleGrant {
  @TextField({ max: 300, required: true, description: 'id or e-mail address; or id or name of a team' })
  user!: string;

  @TextField({ max: 60, required: true })
  role!: string;

  @TextField({ max: 60, description: 'id or name; without it and app: everywhere' })
  environment?: string;

  @TextField({ max: 60, description: 'id or name' })
  app?: string;
}
