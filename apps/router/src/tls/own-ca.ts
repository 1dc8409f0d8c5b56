import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeAtomically } from '../config/write-atomically.js';

const DEADLINE_MS = 15_000;
const CA_DAYS = 3650;
/** Apple's clients refuse more */
const LEAF_DAYS = 825;

/** The installation's own certificate authority: signs for every host name that has no given certificate. */
export class OwnCa {
  constructor(private readonly directory: string) {}

  /** what clients must trust */
  get certificatePath(): string {
    return join(this.directory, 'ca.pem');
  }

  async ensure(): Promise<void> {
    if (existsSync(this.certificatePath)) return;
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    const [key, certificate] = [this.path('ca-key.pem'), `${this.certificatePath}.new`];
    await openssl([
      ...['req', '-x509', ...NEW_EC_KEY, '-keyout', key, '-out', certificate, '-days', String(CA_DAYS)],
      ...['-subj', '/CN=Jujube installation CA', '-addext', 'keyUsage=critical,keyCertSign,cRLSign'],
    ]);
    await rename(certificate, this.certificatePath);
  }

  /** Writes chain and key into one file, as HAProxy reads it. */
  async issue(hostnames: readonly string[], target: string): Promise<void> {
    const [key, leaf] = [this.path('leaf-key.pem'), this.path('leaf.pem')];
    const names = hostnames.map((hostname) => `DNS:${hostname}`).join(',');
    await openssl([
      ...['req', '-x509', ...NEW_EC_KEY, '-keyout', key, '-out', leaf, '-days', String(LEAF_DAYS)],
      ...['-CA', this.certificatePath, '-CAkey', this.path('ca-key.pem'), '-subj', '/O=Jujube'],
      ...['-addext', `subjectAltName=${names}`, '-addext', 'basicConstraints=critical,CA:FALSE'],
      ...['-addext', 'extendedKeyUsage=serverAuth'],
    ]);
    const parts = await Promise.all([leaf, this.certificatePath, key].map((path) => readFile(path, 'utf8')));
    await writeAtomically(target, parts.join(''));
  }

  private path(name: string): string {
    return join(this.directory, name);
  }
}

const NEW_EC_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-sha256'];

async function openssl(argv: readonly string[]): Promise<void> {
  await promisify(execFile)('openssl', argv, { timeout: DEADLINE_MS });
}
