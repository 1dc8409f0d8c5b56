import type { CreateServiceAccount } from '@jujube/contract/service-account.js';
import { TextField } from '../dto/fields.js';

export class CreateServiceAccountDto implements CreateServiceAccount {
  @TextField({ max: 60, required: true, description: 'e.g. ci' })
  name!: string;
}
