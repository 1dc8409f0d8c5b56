import { collectProblems, type Environment, type Reader } from './environment.js';
import { readAddress, readAddresses, type Address } from './address.js';
import { installationIdOf, readMasterKey } from './master-key.js';
import { readRegistry, type RegistrySettings } from './registry-settings.js';
import { readBuild, type BuildSettings } from './build-settings.js';
import { readRelay, type RelaySettings } from './relay-settings.js';
import { readSignOn, type SignOnSettings } from './sign-on-settings.js';
import { readWhole } from './read-whole.js';
import { readPortRange, type PortRange } from './port-range.js';

/** Everything a process is told by its environment, checked once at boot (table in the README). */
export interface Settings {
  readonly databaseUrl: string;
  /** the queue's Redis; null: the queue is kept in PostgreSQL */
  readonly redisUrl: string | null;
  readonly masterKey: Buffer;
  /** 12 hex digits, the same for every process of one installation; labels its containers */
  readonly installationId: string;
  readonly baseDomain: string;
  readonly apiListen: readonly Address[];
  /** requests a minute with one token; Infinity: no limit */
  readonly apiRateLimit: number;
  /** without a trailing slash */
  readonly apiUrl: string;
  readonly routerUrl: string;
  readonly registry: RegistrySettings | null;
  readonly sourceRoots: readonly string[];
  readonly build: BuildSettings;
  readonly builderImage: string | null;
  readonly baseImage: string | null;
  readonly portRange: PortRange;
  /** how long after each other hosts are given up of a zone that failed for the most part */
  readonly zoneLossEveryMs: number;
  readonly relay: RelaySettings;
  /** null: people log in with passwords only */
  readonly signOn: SignOnSettings | null;
  readonly router: RouterSettings;
  readonly logLevel: LogLevel;
}

export interface RouterSettings {
  readonly http: Address;
  readonly https: Address;
  readonly stateDir: string;
  /** directory with given certificates (`*.pem`: chain and key); null: only our own CA's */
  readonly tlsDir: string | null;
  /** the image registry is reached through the router too, for who cannot reach it by itself */
  readonly showsRegistry: boolean;
  readonly haproxy: string;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/**
 * Reads and checks the environment.
 * @param required names that this process cannot do without, e.g. `['REGISTRY_URL']`
 * @throws SettingsError that names every bad variable at once and never shows a secret's value
 */
export function readSettings(env: Environment, required: readonly string[] = []): Settings {
  return collectProblems(env, ['DATABASE_URL', ...required], (read) => {
    const masterKey = readMasterKey(read);
    const apiListen = readAddresses(read, 'API_LISTEN', '127.0.0.1:5100');
    return {
      databaseUrl: read.url('DATABASE_URL', ['postgres:', 'postgresql:']) ?? '',
      redisUrl: read.url('REDIS_URL', ['redis:', 'rediss:']),
      masterKey,
      installationId: installationIdOf(masterKey),
      baseDomain: (read.text('BASE_DOMAIN') ?? 'localhost').toLowerCase(),
      apiListen,
      apiRateLimit: readRateLimit(read),
      apiUrl: read.url('API_URL', ['http:', 'https:']) ?? `http://${apiListen[0]?.host}:${apiListen[0]?.port}`,
      routerUrl: read.url('ROUTER_URL', ['http:', 'https:']) ?? 'http://localhost:8080',
      registry: readRegistry(read),
      sourceRoots: read.list('SOURCE_ROOTS', ':'),
      build: readBuild(read),
      builderImage: read.text('BUILDER_IMAGE'),
      baseImage: read.text('BASE_IMAGE'),
      portRange: readPortRange(read),
      zoneLossEveryMs: 1000 * readWhole(read, 'ZONE_LOSS_INTERVAL_SECONDS', 60),
      relay: readRelay(read),
      signOn: readSignOn(read),
      router: {
        http: readAddress(read, 'ROUTER_HTTP', '127.0.0.1:8080'),
        https: readAddress(read, 'ROUTER_HTTPS', '127.0.0.1:8443'),
        stateDir: read.text('ROUTER_STATE_DIR') ?? '/run/jujube-router',
        tlsDir: read.text('ROUTER_TLS_DIR'),
        showsRegistry: read.oneOf('ROUTER_REGISTRY', ['on', 'off'], 'off') === 'on',
        haproxy: read.text('HAPROXY_BIN') ?? 'haproxy',
      },
      logLevel: read.oneOf('LOG_LEVEL', ['debug', 'info', 'warn', 'error'], 'info'),
    };
  });
}

const REQUESTS_PER_MINUTE = 12_000;

function readRateLimit(read: Reader): number {
  return read.text('API_RATE_LIMIT') === 'none' ? Infinity : readWhole(read, 'API_RATE_LIMIT', REQUESTS_PER_MINUTE);
}
