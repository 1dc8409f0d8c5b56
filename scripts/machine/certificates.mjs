import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runProgram } from './process/run-program.mjs';

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const TEN_YEARS = ['-days', '3650', '-sha256'];

/** A directory with key.pem and cert.pem of a self-signed EC P-256 certificate: an authority, or a token signer. */
export async function selfSigned(directory, { name, extensions = [] }) {
  await madeOnce(directory, async (half) => {
    const added = extensions.flatMap((extension) => ['-addext', extension]);
    const files = ['-keyout', path.join(half, 'key.pem'), '-out', path.join(half, 'cert.pem')];
    await openssl('req', '-x509', ...NEW_KEY, ...TEN_YEARS, '-subj', `/CN=${name}`, ...added, ...files);
  });
  return { keyFile: path.join(directory, 'key.pem'), certFile: path.join(directory, 'cert.pem') };
}

/** A directory with ca.pem, cert.pem and key.pem signed by an authority made with selfSigned(). */
export async function signedBy(authority, directory, { name, extensions }) {
  await madeOnce(directory, async (half) => {
    const inHalf = (file) => path.join(half, file);
    writeFileSync(inHalf('extensions'), `${extensions.join('\n')}\n`);
    await openssl(
      'req',
      '-new',
      ...NEW_KEY,
      '-subj',
      `/CN=${name}`,
      '-keyout',
      inHalf('key.pem'),
      '-out',
      inHalf('request'),
    );
    const signer = ['-CA', authority.certFile, '-CAkey', authority.keyFile, '-set_serial', `0x${serial()}`];
    await openssl(
      'x509',
      '-req',
      '-in',
      inHalf('request'),
      ...signer,
      ...TEN_YEARS,
      '-extfile',
      inHalf('extensions'),
      '-out',
      inHalf('cert.pem'),
    );
    await runProgram(['cp', authority.certFile, inHalf('ca.pem')]);
    for (const file of ['request', 'extensions']) rmSync(inHalf(file));
  });
  return directory;
}

// made beside its place and renamed: a kill in between leaves no half-made key pair
async function madeOnce(directory, make) {
  if (existsSync(directory)) return;
  mkdirSync(path.dirname(directory), { recursive: true, mode: 0o700 });
  const half = mkdtempSync(`${directory}.half-`);
  await make(half);
  renameSync(half, directory);
}

function openssl(...args) {
  return runProgram(['openssl', ...args], { timeoutMs: 20_000 });
}

function serial() {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(8)))
    .toString('hex')
    .replace(/^[89a-f]/, '1');
}
