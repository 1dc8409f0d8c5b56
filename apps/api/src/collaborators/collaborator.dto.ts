import { APP_PERMISSIONS } from '@jujube/core/access/app-permissions.js';
import type { CreateCollaborator, UpdateCollaborator } from '@jujube/contract/collaborator.js';
import { ChoiceListField, FlagField, TextField } from '../dto/fields.js';

export class CreateCollaboratorDto implements CreateCollaborator {
  @TextField({ max: 300, required: true, description: 'id or e-mail address of somebody who has an account' })
  user!: string;

  @ChoiceListField(APP_PERMISSIONS, { description: 'absent: all but manage' })
  permissions?: string[];

  @FlagField({ description: 'taken and ignored: nobody is sent an e-mail' })
  silent?: boolean;
}

export class UpdateCollaboratorDto implements UpdateCollaborator {
  @ChoiceListField(APP_PERMISSIONS, { required: true })
  permissions!: string[];
}
