import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import type { ServedEndpoint } from '@jujube/database/sni-endpoints/served-endpoints.js';
import { SealedError } from '@jujube/database/encryption/sealed-error.js';
import { writeAtomically } from '../config/write-atomically.js';
import { HaproxyError } from '../haproxy/master-socket.js';

const RETRY_MS = 60_000;

/** Chain and key of one as PEM; null: it was changed or removed since. */
export type OpenEndpoint = (endpoint: ServedEndpoint) => Promise<string | null>;

/** @throws HaproxyError when HAProxy would not take the file */
export type CheckCertificate = (file: string) => Promise<void>;

export interface ListedCertificates {
  /** host names that some certificate of an app is shown for */
  readonly hostnames: ReadonlySet<string>;
  /** whether HAProxy must reload */
  readonly hasChanged: boolean;
}

/** Keeps a file per certificate of an app and version of it, and the list that tells HAProxy for which names it shows each. */
export class AppCertificates {
  private readonly logger = new Logger(AppCertificates.name);
  /** files that HAProxy refuses → when they are tried again */
  private readonly refused = new Map<string, number>();

  constructor(
    private readonly paths: { readonly directory: string; readonly list: string },
    private readonly check: CheckCertificate,
  ) {}

  /** @param isGiven whether a certificate of the operator covers a host name, which comes first */
  async follow(
    endpoints: readonly ServedEndpoint[],
    { open, isGiven }: { open: OpenEndpoint; isGiven: (hostname: string) => boolean },
  ): Promise<ListedCertificates> {
    await mkdir(this.paths.directory, { recursive: true, mode: 0o700 });
    const lines = new Map<string, readonly string[]>();
    for (const endpoint of endpoints) {
      const hostnames = endpoint.hostnames.filter((hostname) => !isGiven(hostname));
      if (hostnames.length > 0 && (await this.keep(endpoint, open))) lines.set(this.fileOf(endpoint), hostnames);
    }
    const text = [...lines].map(([file, hostnames]) => `${file} ${hostnames.join(' ')}\n`).join('');
    const hasChanged = !existsSync(this.paths.list) || readFileSync(this.paths.list, 'utf8') !== text;
    if (hasChanged) await writeAtomically(this.paths.list, text);
    await this.removeAllBut(lines);
    return { hostnames: new Set([...lines.values()].flat()), hasChanged };
  }

  /** Whether there is a file of it that HAProxy takes. */
  private async keep(endpoint: ServedEndpoint, open: OpenEndpoint): Promise<boolean> {
    const file = this.fileOf(endpoint);
    if (existsSync(file)) return true;
    if ((this.refused.get(file) ?? 0) > Date.now()) return false;
    try {
      const pem = await open(endpoint);
      if (pem !== null) await this.writeChecked(file, pem);
      return pem !== null;
    } catch (error) {
      if (!(error instanceof HaproxyError || error instanceof SealedError)) throw error;
      this.refused.set(file, Date.now() + RETRY_MS);
      this.logger.error(`certificate ${endpoint.id} is not shown: ${error.message}`);
      return false;
    }
  }

  private async writeChecked(file: string, pem: string): Promise<void> {
    const candidate = file.replace(/\.pem$/, '.new');
    await writeAtomically(candidate, pem);
    try {
      await this.check(candidate);
      await rename(candidate, file);
    } finally {
      await rm(candidate, { force: true });
    }
  }

  /** HAProxy holds in memory what it has loaded; the list names none of these any more. */
  private async removeAllBut(lines: ReadonlyMap<string, unknown>): Promise<void> {
    const files = readdirSync(this.paths.directory).map((name) => join(this.paths.directory, name));
    for (const file of files) if (!lines.has(file)) await rm(file);
  }

  private fileOf({ id, version }: ServedEndpoint): string {
    return join(this.paths.directory, `${id}-${version}.pem`);
  }
}
