import path from 'node:path';
import { findProgram } from '../packages.mjs';

const FROM_USER = [
  'PATH',
  'HOME',
  'LANG',
  'TZ',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'GIT_SSL_CAINFO',
];
const SETTINGS_FROM_USER =
  /^(SOURCE_ROOTS|PORT_RANGE|LOG_LEVEL|ROUTER_TLS_DIR|ROUTER_REGISTRY|REDIS_URL|JUJUBE_MASTER_KEY|BUILD_.+|GIT_SSH_KEY_FILE)$/;

/** The environment of our processes: nothing of the user's but what is listed here, and the settings of this platform. */
export function processEnv({ state, places, database, registry, images, signer, masterKeyFile }) {
  const given = Object.keys(process.env).filter((name) => SETTINGS_FROM_USER.test(name));
  const settings = {
    DATABASE_URL: database.app,
    JUJUBE_MASTER_KEY_FILE: process.env.JUJUBE_MASTER_KEY_FILE ?? masterKeyFile,
    BASE_DOMAIN: places.baseDomain,
    API_LISTEN: places.apiListen,
    API_URL: places.apiUrl,
    ROUTER_URL: places.routerUrl,
    ROUTER_HTTP: places.routerHttp,
    ROUTER_HTTPS: places.routerHttps,
    ROUTER_STATE_DIR: path.join(state.runDir, 'router'),
    BUILD_WORK_DIR: process.env.BUILD_WORK_DIR ?? path.join(state.dir, 'builds'),
    HAPROXY_BIN: process.env.HAPROXY_BIN ?? findProgram('haproxy'),
    ...registryEnv(registry, signer),
    BASE_IMAGE: images.base,
    BUILDER_IMAGE: images.builder,
  };
  return { NODE_ENV: 'production', ...chosen(FROM_USER), ...chosen(given), ...settings };
}

function registryEnv(registry, signer) {
  const keys = [
    'REGISTRY_TOKEN_KEY_FILE',
    'REGISTRY_TOKEN_CERT_FILE',
    'REGISTRY_USERNAME',
    'REGISTRY_PASSWORD',
    'REGISTRY_PASSWORD_FILE',
  ];
  if (registry.isForeign) return { REGISTRY_URL: registry.url, ...chosen(keys) };
  return {
    REGISTRY_URL: registry.url,
    REGISTRY_TOKEN_KEY_FILE: signer.keyFile,
    REGISTRY_TOKEN_CERT_FILE: signer.certFile,
  };
}

function chosen(names) {
  return Object.fromEntries(names.filter((name) => process.env[name]).map((name) => [name, process.env[name]]));
}
