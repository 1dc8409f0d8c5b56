import { readFile } from 'node:fs/promises';
import type { WriteSniEndpoint } from '@jujube/contract/sni-endpoint.js';
import { word } from '../language/argument.js';
import { CommandFailure } from '../language/command-failure.js';

export const CERTIFICATE_FILES = {
  crt: word('crt', 'PEM file with the certificate, and after it those of its issuers'),
  key: word('key', 'PEM file with its key, without a passphrase'),
};

export const READS_FILES = 'reads files of this machine';

export async function readCertificateFiles({ crt, key }: { crt: string; key: string }): Promise<WriteSniEndpoint> {
  return { certificate_chain: await readText(crt), private_key: await readText(key) };
}

function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailure(`Cannot read ${file} (${error.code ?? error.message}).`);
  });
}
