import type { Reader } from './environment.js';

/** The registry that images are pushed to and pulled from, and how to be let in. */
export interface RegistrySettings {
  /** as engines, build containers and our processes reach it, without a trailing slash */
  readonly url: string;
  /** `host[:port]`, the first part of every image reference */
  readonly host: string;
  /** our own registry: the API signs its tokens with this key (PEM) and certificate (PEM) */
  readonly token: { readonly keyPem: string; readonly certificatePem: string } | null;
  /** a foreign registry: one account for everything */
  readonly login: { readonly username: string; readonly password: string } | null;
}

export function readRegistry(read: Reader): RegistrySettings | null {
  const url = read.url('REGISTRY_URL', ['http:', 'https:']);
  const [keyPem, certificatePem] = [read.file('REGISTRY_TOKEN_KEY_FILE'), read.file('REGISTRY_TOKEN_CERT_FILE')];
  const username = read.text('REGISTRY_USERNAME');
  const password = read.text('REGISTRY_PASSWORD') ?? read.file('REGISTRY_PASSWORD_FILE');
  if (url === null) return null;
  if ((keyPem === null) !== (certificatePem === null)) {
    read.problem('REGISTRY_TOKEN_KEY_FILE and REGISTRY_TOKEN_CERT_FILE go together');
  }
  return {
    url,
    host: new URL(url).host,
    token: keyPem !== null && certificatePem !== null ? { keyPem, certificatePem } : null,
    login: username !== null && password !== null ? { username, password } : null,
  };
}
