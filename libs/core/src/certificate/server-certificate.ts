/** A certificate that a server can present, with all that clients are told of it. */
export interface ServerCertificate {
  /** PEM: the host's own certificate and, in order, those of its issuers */
  readonly chain: string;
  /** PEM (PKCS #8) */
  readonly key: string;
  /** host names, `*.x.y` among them */
  readonly names: readonly string[];
  /** `/C=US/O=Let's Encrypt/CN=R11` */
  readonly issuer: string;
  readonly subject: string;
  readonly startsAt: Date;
  readonly expiresAt: Date;
  /** by an authority that clients trust without being told */
  readonly isCaSigned: boolean;
  readonly isSelfSigned: boolean;
}
