import { readFile } from 'node:fs/promises';
import type { CommandContext } from '../language/command-context.js';
import { CommandFailure } from '../language/command-failure.js';

export interface ManifestText {
  readonly file: string;
  readonly text: string;
}

const NAMES = ['jujube.yml', 'app.json'];
const STANDARD_INPUT = '-';

/** The file that was named, standard input for `-`, or else the manifest of this directory. Only at a terminal. */
export async function readManifestFile({ terminal }: CommandContext, file: string | undefined): Promise<ManifestText> {
  if (!terminal) {
    throw new CommandFailure(
      "apply cannot run here: it reads a file of this machine. Say apply --text 'processes: …'.",
    );
  }
  if (file === STANDARD_INPUT) return { file: 'jujube.yml', text: await terminal.readInput() };
  if (file === undefined) return ofDirectory();
  return { file, text: await readFile(file, 'utf8').catch((error) => refuse(file, error)) };
}

async function ofDirectory(): Promise<ManifestText> {
  for (const file of NAMES) {
    const text = await readFile(file, 'utf8').catch((error) => (error.code === 'ENOENT' ? null : refuse(file, error)));
    if (text !== null) return { file, text };
  }
  throw new CommandFailure(`There is neither ${NAMES.join(' nor ')} here. Name a file, or - for standard input.`);
}

function refuse(file: string, error: NodeJS.ErrnoException): never {
  throw new CommandFailure(`Cannot read ${file} (${error.code ?? error.message}).`);
}
