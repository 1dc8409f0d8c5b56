import type { AcceptInvitation, CreateUser } from '@jujube/contract/user.js';
import { FlagField, TextField } from '../dto/fields.js';

export class CreateUserDto implements CreateUser {
  @TextField({ max: 254, required: true, description: 'e-mail address' })
  email!: string;

  @FlagField({ description: 'whether a new account administers the platform' })
  is_admin?: boolean;
}

export class AcceptInvitationDto implements AcceptInvitation {
  @TextField({ max: 200, required: true, description: 'as the administrator was shown it' })
  code!: string;

  @TextField({ max: 10_000, required: true, description: 'at least 10 characters' })
  password!: string;
}
