import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { OwnCa } from './own-ca.js';

/** Keeps one certificate file per host name that no other certificate covers; HAProxy loads the whole directory. */
export class Certificates {
  constructor(
    private readonly ca: OwnCa,
    private readonly directory: string,
    private readonly baseDomain: string,
  ) {}

  /**
   * @param isCovered whether another certificate is shown for a host name
   * @returns whether a file came or went, so that HAProxy must reload
   */
  async follow(hostnames: Iterable<string>, isCovered: (hostname: string) => boolean): Promise<boolean> {
    await this.ca.ensure();
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    const wanted = this.wantedFiles([...hostnames].filter((hostname) => !isCovered(hostname)));
    const present = new Set(readdirSync(this.directory).filter((name) => name.endsWith('.pem')));
    const missing = [...wanted].filter(([file]) => !present.has(file));
    const surplus = [...present].filter((file) => !wanted.has(file));
    for (const [file, names] of missing) await this.ca.issue(names, join(this.directory, file));
    for (const file of surplus) await rm(join(this.directory, file));
    return missing.length + surplus.length > 0;
  }

  private wantedFiles(hostnames: readonly string[]): Map<string, readonly string[]> {
    const { baseDomain } = this;
    const own = ['api', 'git', 'registry'].map((name) => `${name}.${baseDomain}`);
    const base = [baseDomain, `*.${baseDomain}`, ...own];
    const files = new Map<string, readonly string[]>([[fileOf(base.join()), base]]);
    for (const hostname of hostnames) {
      if (!isBelow(hostname, baseDomain)) files.set(fileOf(hostname), [hostname]);
    }
    return files;
  }
}

/** Clients take no wildcard right below a top-level name such as localhost: there every app has a certificate of its own. */
function isBelow(hostname: string, baseDomain: string): boolean {
  const [, ...parents] = hostname.split('.');
  return baseDomain.includes('.') && parents.join('.') === baseDomain;
}

function fileOf(hostname: string): string {
  return `host-${createHash('sha256').update(hostname).digest('hex').slice(0, 24)}.pem`;
}
