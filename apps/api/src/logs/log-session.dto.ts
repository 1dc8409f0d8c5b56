import { MAX_LOG_LINES, type CreateLogSession } from '@jujube/contract/log-session.js';
import { FlagField, IntegerField, TextField } from '../dto/fields.js';

export class CreateLogSessionDto implements CreateLogSession {
  @TextField({ max: 63, description: 'a dyno (web.1) or a process type (web)' })
  dyno?: string;

  @TextField({ max: 63 })
  dyno_name?: string;

  @TextField({ max: 31 })
  type?: string;

  @TextField({ max: 63, description: 'app, or heroku for what the platform says' })
  source?: string;

  @IntegerField({ min: 0, max: MAX_LOG_LINES })
  lines?: number;

  @FlagField({ description: 'follow the log' })
  tail?: boolean;
}
