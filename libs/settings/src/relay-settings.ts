import { parseAddress, readAddress, type Address } from './address.js';
import type { Reader } from './environment.js';

/** Where clients attach to dynos. */
export interface RelaySettings {
  /** port 0: any that is free */
  readonly listen: Address;
  /** what clients are told; null: where it listens */
  readonly advertised: Address | null;
  /** PEM of chain and key; null: a certificate of the installation's own authority */
  readonly given: string | null;
}

const EVERYWHERE = new Set(['0.0.0.0', '::', '*']);

export function readRelay(read: Reader): RelaySettings {
  const listen = readAddress(read, 'RELAY_LISTEN', '127.0.0.1:0');
  const text = read.text('RELAY_ADDRESS');
  const advertised = text === null ? null : parseAddress(text);
  if (text !== null && advertised === null) read.problem('RELAY_ADDRESS must be host:port, as clients reach it');
  if (text === null && EVERYWHERE.has(listen.host)) {
    read.problem(
      `RELAY_ADDRESS is missing: RELAY_LISTEN is everywhere (${listen.host}), which is no address for clients`,
    );
  }
  return { listen, advertised, given: read.file('RELAY_TLS_FILE') };
}
