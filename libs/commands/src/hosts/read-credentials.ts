import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandFailure } from '../language/command-failure.js';

/** The three PEM files that docker's own client uses. */
export async function readTlsDirectory(directory: string): Promise<{ ca: string; cert: string; key: string }> {
  const [ca, cert, key] = await Promise.all(
    ['ca.pem', 'cert.pem', 'key.pem'].map((name) => readText(join(directory, name), '--tls-dir')),
  );
  return { ca: ca ?? '', cert: cert ?? '', key: key ?? '' };
}

export function readSshKey(file: string): Promise<string> {
  return readText(file, '--identity');
}

async function readText(file: string, flag: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailure(`${flag}: cannot read ${file} (${error.code ?? error.message}).`);
  });
}
