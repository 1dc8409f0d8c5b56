import type { NetConnectOpts } from 'node:net';
import type { ContainerEngine } from '@jujube/containers/container-engine.js';

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'tcp:': 2376, 'ssh:': 22 };

/** Where connections to the engine itself go. */
export function engineEndpoint(url: string): NetConnectOpts {
  const { protocol, pathname } = new URL(url);
  if (protocol === 'unix:') return { path: decodeURIComponent(pathname) };
  const port = Number(new URL(url).port) || (DEFAULT_PORTS[protocol] ?? 0);
  return { host: hostnameOf(url), port };
}

/**
 * Address at which the published ports of a host are reached, unless its operator names another one. On this machine it is
 * the gateway of the engine's bridge: there the kernel forwards to the container itself, while behind a loopback address
 * docker-proxy accepts connections for containers that do not.
 */
export async function publishedAddress(url: string, engine: ContainerEngine): Promise<string> {
  return new URL(url).protocol === 'unix:' ? engine.bridgeGateway() : hostnameOf(url);
}

function hostnameOf(url: string): string {
  return new URL(url).hostname.replace(/^\[|\]$/g, '');
}
