import { createPrivateKey, type KeyObject } from 'node:crypto';
import { refuse } from './refuse.js';
import { pemBlocks } from './pem-blocks.js';

const LEAST_RSA_BITS = 2048;
const CURVES = ['prime256v1', 'secp384r1', 'secp521r1'];

/**
 * The private key in a PEM text, which may hold nothing else.
 * @throws UserError invalid_params
 */
export function readPrivateKey(pem: string): KeyObject {
  const keys = pemBlocks(pem).filter(({ label }) => label !== 'EC PARAMETERS');
  if (keys.length === 0) {
    refuse('The private key is no PEM: it must begin with a line -----BEGIN … PRIVATE KEY-----.');
  }
  if (isEncrypted(pem)) {
    refuse(
      'The private key is protected by a passphrase, which nobody could type at a start. Take it off and send the key ' +
        'again: openssl pkey -in locked.key -out plain.key',
    );
  }
  const [first, ...rest] = keys;
  if (rest.length > 0 || !first!.label.endsWith('PRIVATE KEY')) {
    refuse('The private key must be one PEM block and nothing else. Certificates go into the chain.');
  }
  return usable(parsed(first!.text));
}

function isEncrypted(pem: string): boolean {
  return pem.includes('-----BEGIN ENCRYPTED PRIVATE KEY-----') || /^Proc-Type: 4,ENCRYPTED/m.test(pem);
}

function parsed(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    refuse('The private key cannot be read: its PEM block is damaged or cut off.');
  }
}

/** TLS libraries of today refuse what is shorter. */
function usable(key: KeyObject): KeyObject {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'rsa' && (details?.modulusLength ?? 0) < LEAST_RSA_BITS) {
    refuse(
      `The private key has ${details?.modulusLength} bits, and clients take ${LEAST_RSA_BITS} at least. Make a longer one.`,
    );
  }
  if (type === 'rsa' || (type === 'ec' && CURVES.includes(details?.namedCurve ?? ''))) return key;
  refuse(
    `Browsers take no key of the type ${details?.namedCurve ?? type}. Make an RSA key, or an EC key on P-256 or P-384.`,
  );
}
