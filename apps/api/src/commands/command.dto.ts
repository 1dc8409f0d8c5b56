import type { RunCommand } from '@jujube/contract/command.js';
import { TextField } from '../dto/fields.js';

export class RunCommandDto implements RunCommand {
  @TextField({ max: 8_000, required: true, description: "a line as one would type it, without the leading 'jujube'" })
  command!: string;
}
