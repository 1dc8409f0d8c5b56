import { UserError } from '@jujube/core/errors/user-error.js';
import { parseCpu } from '@jujube/core/quantity/cpu.js';
import { parseMemory } from '@jujube/core/quantity/memory.js';
import type { Resources } from '@jujube/core/quantity/resources.js';
import type { RunInput, TerminalWish } from '@jujube/usecases/dynos/run-dyno.js';
import type { ExecInput } from '@jujube/usecases/dynos/exec-in-dyno.js';
import { LONGEST_RUN_SECONDS, type CreateDynoDto, type ExecInDynoDto } from './dyno.dto.js';

const TYPE = /^[a-z][a-z0-9_-]{0,30}$/;

/** What somebody wants to run. Throws `invalid_params`. */
export function readRun(body: CreateDynoDto): Omit<RunInput, 'appId' | 'userId' | 'tokenId'> {
  const { command, attach = false, type = 'run', force_no_tty: noTty = false } = body;
  const env = environmentOf(body);
  if (!TYPE.test(type)) {
    throw new UserError('invalid_params', `"${type}" is no name of a process type: a-z, 0-9, - and _, at most 31.`);
  }
  const terminal = attach ? terminalOf(env, !noTty) : null;
  const ttlSeconds = body.time_to_live ?? LONGEST_RUN_SECONDS;
  return { command, env, processType: type, size: readSize(body.size), terminal, ttlSeconds };
}

/** What somebody wants to run inside a dyno. */
export function readExec(body: ExecInDynoDto): Omit<ExecInput, 'dynoId' | 'holder'> {
  const env = environmentOf(body);
  return { command: body.command, env, terminal: terminalOf(env, body.force_no_tty !== true) };
}

function environmentOf({ env = {} }: ExecInDynoDto): Record<string, string> {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)]));
}

function terminalOf(env: Readonly<Record<string, string>>, isTty: boolean): TerminalWish {
  return { isTty, columns: sizeOf(env, 'COLUMNS'), rows: sizeOf(env, 'LINES') };
}

/** `250m-256Mi`; sizes of other names, such as Heroku's, say nothing here. */
function readSize(size: string | undefined): Partial<Resources> {
  const [, cpu, memory] = /^(\d[^-]*)-(\d[^-]*)$/.exec(size ?? '') ?? [];
  if (cpu === undefined || memory === undefined) return {};
  return { cpuMillis: parseCpu(cpu), memoryMib: parseMemory(memory) };
}

/** Heroku's client tells the size of its terminal by these variables. */
function sizeOf(env: Readonly<Record<string, string>>, name: string): number | null {
  return /^[1-9]\d{0,3}$/.test(env[name] ?? '') ? Number(env[name]) : null;
}
