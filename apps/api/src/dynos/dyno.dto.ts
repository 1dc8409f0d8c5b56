import type { CreateDyno, ExecInDyno } from '@jujube/contract/dyno.js';
import { FlagField, IntegerField, LooseField, TextField } from '../dto/fields.js';

export const LONGEST_RUN_SECONDS = 86_400;

// Heroku's client sends the size of its terminal as numbers
const isEnvironment = (value: unknown) =>
  value === undefined ||
  (typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((member) => ['string', 'number'].includes(typeof member)));

/** What runs inside a dyno. */
export class ExecInDynoDto implements ExecInDyno {
  @TextField({ max: 8_192, required: true, description: 'for a shell' })
  command!: string;

  @LooseField(
    { type: 'object', additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }] } },
    isEnvironment,
    'env must be an object of strings; numbers are taken as such',
  )
  env?: Record<string, string | number>;

  @FlagField({ description: 'attached, but to no terminal' })
  force_no_tty?: boolean;
}

/** Run once; its command may also be a process type, with further words. */
export class CreateDynoDto extends ExecInDynoDto implements CreateDyno {
  @FlagField({ description: 'true: answers an attach_url, and begins when somebody has connected to it' })
  attach?: boolean;

  @TextField({ max: 40, description: '250m-256Mi; default: as web' })
  size?: string;

  @TextField({ max: 31, description: 'first half of its name, and whose size and hosts it gets; default run' })
  type?: string;

  @IntegerField({ min: 1, max: LONGEST_RUN_SECONDS, description: 'it is ended after so many seconds; default a day' })
  time_to_live?: number;
}
