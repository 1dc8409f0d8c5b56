import type { CreateAuthorization } from '@jujube/contract/authorization.js';
import { IntegerField, TextField, TextListField } from '../dto/fields.js';

const TEN_YEARS_SECONDS = 10 * 365 * 24 * 3600;

export class CreateAuthorizationDto implements CreateAuthorization {
  @TextField({ max: 200, description: 'what the token is for' })
  description?: string;

  @IntegerField({ min: 1, max: TEN_YEARS_SECONDS, nullable: true, description: 'seconds; absent: does not expire' })
  expires_in?: number | null;

  @TextListField({ max: 10, description: 'taken and ignored: permissions say what a token can do' })
  scope?: string[];

  @TextListField({ max: 50, description: 'e.g. app.deploy, or app for all below it; absent: whatever its owner may' })
  permissions?: string[];

  @TextField({ max: 100, description: 'id or name of an app: the token is for this one only' })
  app?: string;
}
