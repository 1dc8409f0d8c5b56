import { UserError } from '../errors/user-error.js';
import { isProcessType } from '../formation/process-type.js';
import { faultOfCommand } from './command.js';

const MAX_BYTES = 65_536;
const MAX_PROCESS_TYPES = 50;

/** `web: node server.js` per line, with `#` comments and blank lines → command by process type. Throws `invalid_params` that names the line. */
export function parseProcfile(text: string): Record<string, string> {
  if (new TextEncoder().encode(text).length > MAX_BYTES) refuse(`is larger than ${MAX_BYTES / 1024} KiB`);
  const commands = new Map<string, string>();
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  lines.forEach((line, index) => {
    if (/^\s*(#|$)/.test(line)) return;
    const [processType, command] = parseLine(line, index + 1);
    if (commands.has(processType)) refuse(`line ${index + 1}: ${processType} stands here twice`);
    commands.set(processType, command);
  });
  if (commands.size === 0) refuse('names no process type; write a line like "web: node server.js"');
  if (commands.size > MAX_PROCESS_TYPES) refuse(`names ${commands.size} process types; at most ${MAX_PROCESS_TYPES}`);
  return Object.fromEntries(commands);
}

function parseLine(line: string, number: number): [processType: string, command: string] {
  const at = line.indexOf(':');
  if (at === -1) refuse(`line ${number}: expected "type: command"`);
  const processType = line.slice(0, at).trim();
  const command = line.slice(at + 1).trim();
  if (!isProcessType(processType)) {
    const rule = 'it must start with a letter and have at most 31 lower-case letters, digits, _ or -';
    refuse(`line ${number}: "${processType.slice(0, 40)}" is no process type; ${rule}`);
  }
  if (command === '') refuse(`line ${number}: ${processType} has no command`);
  const fault = faultOfCommand(command);
  if (fault !== null) refuse(`line ${number}: the command ${fault}`);
  return [processType, command];
}

function refuse(why: string): never {
  throw new UserError('invalid_params', `The Procfile ${why}.`);
}
