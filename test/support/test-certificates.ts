import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface TestCertificate {
  /** PEM: the own certificate, then that of whoever signed it */
  readonly chain: string;
  readonly key: string;
}

const KEYS = {
  rsa: ['-newkey', 'rsa:2048'],
  shortRsa: ['-newkey', 'rsa:1024'],
  ec: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
  oddEc: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:brainpoolP256r1'],
};

export interface CertificateWish {
  readonly key?: keyof typeof KEYS;
  /** who signs it; absent: itself */
  readonly by?: TestCertificate;
  readonly isAuthority?: boolean;
  readonly hash?: string;
  /** of days; negative: it has expired */
  readonly days?: number;
}

/** A certificate as somebody gets it from openssl. */
export function testCertificate(names: readonly string[], wish: CertificateWish = {}): TestCertificate {
  const directory = mkdtempSync(path.join(tmpdir(), 'jj-certificate-'));
  const file = (name: string) => path.join(directory, name);
  const { key = 'ec', by, isAuthority = false, hash = 'sha256', days = 30 } = wish;
  const openssl = (...argv: string[]) => execFileSync('openssl', argv, { stdio: 'pipe' });
  try {
    openssl(
      'req',
      '-new',
      '-nodes',
      ...KEYS[key],
      '-keyout',
      file('key'),
      '-out',
      file('request'),
      '-subj',
      subject(names),
    );
    const extensions = [`basicConstraints=critical,CA:${isAuthority ? 'TRUE' : 'FALSE'}`];
    if (!isAuthority) extensions.push(`subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`);
    writeFileSync(file('extensions'), extensions.join('\n'));
    if (by) {
      writeFileSync(file('ca'), by.chain);
      writeFileSync(file('ca-key'), by.key);
    }
    const signer = by ? ['-CA', file('ca'), '-CAkey', file('ca-key')] : ['-signkey', file('key')];
    const made = ['-in', file('request'), '-out', file('certificate'), '-extfile', file('extensions')];
    openssl('x509', '-req', ...made, ...signer, '-set_serial', serial(), '-days', String(days), `-${hash}`);
    return {
      chain: readFileSync(file('certificate'), 'utf8') + (by?.chain ?? ''),
      key: readFileSync(file('key'), 'utf8'),
    };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The key, as it looks behind a passphrase. */
export function locked(key: string): string {
  return execFileSync('openssl', ['pkey', '-aes256', '-passout', 'pass:secret'], { input: key }).toString();
}

const subject = (names: readonly string[]) => `/O=Test/CN=${names[0]}`;

let last = Date.now();
const serial = () => String((last += 1));
