import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import type { Address } from '@jujube/settings/address.js';
import type { Settings } from '@jujube/settings/settings.js';
import type { RegistrySettings } from '@jujube/settings/registry-settings.js';
import { configPaths, type ConfigPaths } from './config/config-paths.js';
import type { ConfigSettings } from './config/render-config.js';
import { writeAtomically } from './config/write-atomically.js';
import { HaproxyProcess } from './haproxy/haproxy-process.js';
import { Haproxy } from './haproxy/haproxy.js';
import { Watchdog } from './haproxy/watchdog.js';
import { AppCertificates } from './tls/app-certificates.js';
import { Certificates } from './tls/certificates.js';
import { certificateCheck } from './tls/check-certificate.js';
import { OwnCa } from './tls/own-ca.js';
import { ShownCertificates } from './tls/shown-certificates.js';

/** What the router drives, put together once its state directory and the access log's port are known. */
export interface RouterParts {
  readonly routerId: string;
  readonly haproxy: Haproxy;
  readonly watchdog: Watchdog;
  readonly certificates: ShownCertificates;
}

/** Before anything else at boot: apps are served even if the database is away. Answers why they are not. */
export function resumeHaproxy({ router }: Settings): Promise<string | null> {
  return new HaproxyProcess(router.haproxy, configPaths(router.stateDir)).resume();
}

export async function makeRouterParts(settings: Settings, logPort: number): Promise<RouterParts> {
  const { router, baseDomain } = settings;
  const paths = configPaths(router.stateDir);
  await mkdir(router.stateDir, { recursive: true, mode: 0o700 });
  const haproxy = new Haproxy(new HaproxyProcess(router.haproxy, paths), paths, {
    http: router.http,
    https: router.https,
    baseDomain,
    api: apiAddress(settings.apiListen),
    registry: router.showsRegistry ? registryAddress(settings.registry) : null,
    logPort,
    tlsDir: router.tlsDir,
  });
  const list = { directory: paths.appCertificates, list: paths.appCertificatesList };
  const ofApps = new AppCertificates(list, certificateCheck(haproxy.process));
  const own = new Certificates(new OwnCa(paths.ca), paths.certificates, baseDomain);
  return {
    routerId: await readRouterId(paths),
    haproxy,
    watchdog: new Watchdog(haproxy),
    certificates: new ShownCertificates(router.tlsDir, ofApps, own),
  };
}

/** Where our own API is found from here; a wildcard address means this machine. */
function apiAddress(listen: readonly Address[]): Address {
  const [first = { host: '127.0.0.1', port: 5100 }] = listen;
  return first.host === '0.0.0.0' ? { ...first, host: '127.0.0.1' } : first;
}

function registryAddress(registry: RegistrySettings | null): ConfigSettings['registry'] {
  // one of others has a token service of its own, and accounts that are not ours
  if (!registry?.token) return null;
  const { protocol, hostname, port } = new URL(registry.url);
  const isTls = protocol === 'https:';
  return { address: { host: hostname, port: Number(port) || (isTls ? 443 : 80) }, isTls };
}

async function readRouterId(paths: ConfigPaths): Promise<string> {
  const known = await readFile(paths.routerId, 'utf8').catch(() => '');
  if (known !== '') return known;
  const id = `router-${randomUUID()}`;
  await writeAtomically(paths.routerId, id);
  return id;
}
