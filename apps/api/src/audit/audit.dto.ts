import { ChoiceField, LooseField, TextField } from '../dto/fields.js';

const isTime = (value: unknown) =>
  value === undefined || (typeof value === 'string' && value.length <= 40 && !Number.isNaN(Date.parse(value)));

export class AuditQueryDto {
  @TextField({ max: 80, description: 'only of this app, by name or id' })
  app?: string;

  @TextField({ max: 255, description: 'only of this user, by e-mail or id' })
  actor?: string;

  @LooseField({ type: 'string', format: 'date-time' }, isTime, 'since must be a time, such as 2026-11-26T08:00:00Z')
  since?: string;

  @ChoiceField(['true', 'false'], { description: 'true: only what was refused or failed' })
  refused?: string;
}
