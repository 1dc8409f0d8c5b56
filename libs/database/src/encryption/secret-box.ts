import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { SealedError } from './sealed-error.js';

const VERSION = 1;
const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + KEY_ID_BYTES;
const SHORTEST = HEADER_BYTES + NONCE_BYTES + TAG_BYTES;

/**
 * Encrypts values that lie in the database (AES-256-GCM). The context, `table|column|row id`, is authenticated with the value:
 * bytes copied to another row or column do not open there. Layout: version, key id, nonce, tag, ciphertext.
 */
export class SecretBox {
  private readonly key: Buffer;
  private readonly header: Buffer;

  constructor(masterKey: Buffer) {
    if (masterKey.length !== 32) throw new Error(`the master key must have 32 bytes, this one has ${masterKey.length}`);
    this.key = Buffer.from(hkdfSync('sha256', masterKey, '', 'jujube secret-box 1', 32));
    const keyId = createHash('sha256').update(this.key).digest().subarray(0, KEY_ID_BYTES);
    this.header = Buffer.concat([Buffer.of(VERSION), keyId]);
  }

  seal(plain: string | Buffer, context: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(this.authenticated(context));
    const sealed = Buffer.concat([cipher.update(toBytes(plain)), cipher.final()]);
    return Buffer.concat([this.header, nonce, cipher.getAuthTag(), sealed]);
  }

  open(sealed: Buffer, context: string): Buffer {
    if (sealed.length < SHORTEST || sealed[0] !== VERSION) {
      throw new SealedError(`the value of ${context} is not a sealed value of version ${VERSION}`);
    }
    this.assertOwnKey(sealed, context);
    const nonce = sealed.subarray(HEADER_BYTES, HEADER_BYTES + NONCE_BYTES);
    const tag = sealed.subarray(HEADER_BYTES + NONCE_BYTES, SHORTEST);
    const decipher = createDecipheriv('aes-256-gcm', this.key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(this.authenticated(context)).setAuthTag(tag);
    try {
      return Buffer.concat([decipher.update(sealed.subarray(SHORTEST)), decipher.final()]);
    } catch (cause) {
      throw new SealedError(`the sealed value of ${context} was changed or belongs to another row`, { cause });
    }
  }

  /** Throws when the value was sealed with another master key. */
  assertOwnKey(sealed: Buffer, context: string): void {
    const keyId = sealed.subarray(1, HEADER_BYTES);
    if (keyId.equals(this.header.subarray(1))) return;
    const ours = this.header.subarray(1).toString('hex');
    throw new SealedError(
      `the value of ${context} was sealed with master key ${keyId.toString('hex')}, this process has ${ours}: ` +
        'start it with the key that the installation was made with (JUJUBE_MASTER_KEY_FILE)',
    );
  }

  private authenticated(context: string): Buffer {
    return Buffer.concat([this.header, Buffer.from(context)]);
  }
}

function toBytes(plain: string | Buffer): Buffer {
  return typeof plain === 'string' ? Buffer.from(plain, 'utf8') : plain;
}
