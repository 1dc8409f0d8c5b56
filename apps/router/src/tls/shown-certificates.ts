import type { ServedEndpoint } from '@jujube/database/sni-endpoints/served-endpoints.js';
import type { AppCertificates, OpenEndpoint } from './app-certificates.js';
import type { Certificates } from './certificates.js';
import { givenCertificates } from './given-certificates.js';

/** Which certificate is shown for a host name: one that the operator gave, else its app's, else one of our own authority. */
export class ShownCertificates {
  constructor(
    private readonly tlsDir: string | null,
    private readonly ofApps: AppCertificates,
    private readonly own: Certificates,
  ) {}

  /** @returns whether HAProxy must reload */
  async follow(
    hostnames: Iterable<string>,
    { endpoints, open }: { endpoints: readonly ServedEndpoint[]; open: OpenEndpoint },
  ): Promise<boolean> {
    const isGiven = givenCertificates(this.tlsDir);
    const shown = await this.ofApps.follow(endpoints, { open, isGiven });
    const isCovered = (hostname: string) => isGiven(hostname) || shown.hostnames.has(hostname);
    const hasOwnChanged = await this.own.follow(hostnames, isCovered);
    return shown.hasChanged || hasOwnChanged;
  }
}
