import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { HostConnection } from '@jujube/containers/host-connection.js';

/** A real engine that the test runner started (TEST_DOCKER_HOSTS, see test/README.md). */
export interface TestHost {
  name: string;
  url: string;
  socket: string;
  tlsDir: string;
  address: string;
}

export function testHosts(): TestHost[] {
  const hosts = process.env['TEST_DOCKER_HOSTS'];
  if (hosts) return JSON.parse(hosts) as TestHost[];
  throw new Error('TEST_DOCKER_HOSTS is not set: run npm test, or scripts/machine/dev-services.mjs (test/README.md)');
}

export function firstTestHost(): TestHost {
  const [host] = testHosts();
  if (!host) throw new Error('TEST_DOCKER_HOSTS names no host');
  return host;
}

export function overUnixSocket({ name, socket }: TestHost): HostConnection {
  return { id: name, name, url: `unix://${socket}` };
}

export function overTls({ name, url, tlsDir }: TestHost): HostConnection {
  const pem = (file: string) => readFileSync(path.join(tlsDir, `${file}.pem`), 'utf8');
  return { id: name, name, url, tls: { ca: pem('ca'), cert: pem('cert'), key: pem('key') } };
}
