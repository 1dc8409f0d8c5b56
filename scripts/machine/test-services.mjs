import path from 'node:path';
import { selfSigned } from './certificates.mjs';
import { openDockerHosts } from './engines/docker-hosts.mjs';
import { debianImage } from './images/debian-image.mjs';
import { imageTar } from './images/image-files.mjs';
import { pushImage } from './images/push-image.mjs';
import { signedAuthorization } from './images/registry-authorization.mjs';
import { anyPort } from './free-port.mjs';
import { newPassword } from './passwords.mjs';
import { openPostgres } from './postgres/postgres.mjs';
import { openRedis } from './redis.mjs';
import { openRegistry } from './registry/registry.mjs';
import { startTokenServer } from './registry/registry-token-server.mjs';
import { keptSecret } from './state-dir.mjs';

/**
 * The services that integration tests share: PostgreSQL, Redis, engines, a registry with a token service. Answers
 * {env, stop}: env holds the TEST_* variables (see test/README.md), stop ends everything and leaves no process behind.
 */
export async function startTestServices(state, { hosts: count = 3, signal } = {}) {
  const running = [];
  const stop = async () => {
    for (const service of running.reverse()) await service.stop();
  };
  try {
    const hosts = await openDockerHosts(state, { count, gpus: ['GPU-a', 'GPU-b'] });
    running.push({ stop: () => hosts.down() });
    const postgres = await openPostgres(state, { durable: false });
    const redis = await openRedis(state);
    running.push(postgres.service, redis.service);
    await Promise.all([hosts.up(signal), postgres.service.start(signal), redis.service.start(signal)]);
    const registry = await startRegistry(state, { address: hosts.network.machineAddress, running });
    const images = await pushImages(registry);
    return { env: { ...environmentOf(postgres, redis, hosts), ...registry.env, ...images }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startRegistry(state, { address, running }) {
  const signer = await selfSigned(path.join(state.secretDir, 'registry-token'), { name: 'jujube registry tokens' });
  const password = keptSecret(path.join(state.secretDir, 'registry-password'), newPassword);
  const tokenPort = await anyPort(address);
  running.push(await startTokenServer({ address, port: tokenPort, password, signer }));
  const realm = `http://${address}:${tokenPort}/registry/token`;
  const registry = await openRegistry(state, {
    address,
    port: await anyPort(address),
    realm,
    certFile: signer.certFile,
  });
  running.push(registry.service);
  await registry.service.start();
  const env = {
    TEST_REGISTRY_URL: registry.url,
    TEST_REGISTRY_REALM: realm,
    TEST_REGISTRY_PASSWORD: password,
    TEST_REGISTRY_TOKEN_KEY_FILE: signer.keyFile,
    TEST_REGISTRY_TOKEN_CERT_FILE: signer.certFile,
  };
  return { url: registry.url, authorize: signedAuthorization(signer), env };
}

async function pushImages(registry) {
  const [base, builder] = await Promise.all(['base', 'builder'].map((name) => debianImage(name)));
  return {
    TEST_BASE_IMAGE: (await pushImage(base, registry)).reference,
    TEST_BUILDER_IMAGE: (await pushImage(builder, registry)).reference,
    TEST_BASE_IMAGE_TAR: await imageTar(base),
    TEST_BUILDER_IMAGE_TAR: await imageTar(builder),
  };
}

function environmentOf(postgres, redis, hosts) {
  return {
    TEST_DATABASE_URL: postgres.urls.superuser,
    TEST_DATABASE_OWNER_URL: postgres.urls.owner,
    TEST_DATABASE_APP_URL: postgres.urls.app,
    TEST_REDIS_URL: redis.url,
    TEST_DOCKER_HOSTS: JSON.stringify(hosts.describe()),
  };
}
