import type { Reader } from './environment.js';

/** Where to listen: an IP address or host name, and a port. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

export function readAddress(read: Reader, name: string, fallback: string): Address {
  const address = parseAddress(read.text(name) ?? fallback);
  if (address === null) read.problem(`${name} must be host:port, for example ${fallback}`);
  return address ?? { host: '127.0.0.1', port: 0 };
}

export function readAddresses(read: Reader, name: string, fallback: string): Address[] {
  const parsed = (read.text(name) ?? fallback).split(',').map((part) => parseAddress(part.trim()));
  if (parsed.includes(null)) read.problem(`${name} must be a comma list of host:port, for example ${fallback}`);
  return parsed.filter((address) => address !== null);
}

/** `host:port` or `[v6]:port`; null when it is neither. */
export function parseAddress(text: string): Address | null {
  const match = /^(?:\[([0-9a-fA-F:]+)\]|([A-Za-z0-9.*-]+)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  if (!match || port > 65_535) return null;
  return { host: match[1] ?? match[2] ?? '', port };
}
