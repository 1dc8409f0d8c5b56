import type { CreateAuthorization } from '@jujube/contract/authorization.js';
import { IntegerField, TextField, TextListField } from '../dto/fields.js';

const TEN_YEARS_SECONDS = 10 * 365 * 24 * 3600;

export class CreateAuthorizationDto implements CreateAuthorization {
  @TextField({ max: 200, description: 'what the token is for' })
  description?: string;

  @IntegerField({ min: 1, max: TEN_YEARS_SECONDS, nullable: true, description: 'seconds; absent: does not expire' })
  expires_in?: number | null;

  @TextListField({ max: 10, description: 'taken and ignored: a token can do what its owner can do' })
  scope?: string[];
}
