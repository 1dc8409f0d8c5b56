import path from 'node:path';
import { selfSigned } from '../certificates.mjs';
import { pushImage } from '../images/push-image.mjs';
import { dockerfileImages } from '../images/dockerfile-images.mjs';
import { foreignAuthorization, signedAuthorization } from '../images/registry-authorization.mjs';
import { openPostgres } from '../postgres/postgres.mjs';
import { openRegistry } from '../registry/registry.mjs';
import { choosePorts } from './ports.mjs';
import { debianImages } from './prepare.mjs';
import { readFileSync } from 'node:fs';

/**
 * What holds the platform's data: PostgreSQL (unless DATABASE_URL) and the registry (unless REGISTRY_URL) with the base and
 * builder image in it. Answers {database, registry, images, ports, signer, machineAddress}.
 */
export async function startStorage({ state, steps, supervisor, machine, signal }) {
  const { machineAddress } = machine.engines;
  const ports = await choosePorts(state, machineAddress);
  const database = process.env.DATABASE_URL
    ? { app: process.env.DATABASE_URL, owner: process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL }
    : await steps.run('PostgreSQL', () => startPostgres({ state, supervisor, port: ports.postgres, signal }));
  const signer = await selfSigned(path.join(state.secretDir, 'registry-token'), { name: 'jujube registry tokens' });
  const registry = process.env.REGISTRY_URL
    ? foreignRegistry(process.env)
    : await steps.run('Registry', () =>
        startRegistry({ state, steps, supervisor, machineAddress, ports, signer, signal }),
      );
  const images = await steps.run('Images to the registry', () => pushImages({ machine, registry, signal }));
  return { database, registry, images, ports, signer, machineAddress };
}

async function startPostgres({ state, supervisor, port, signal }) {
  const { service, urls } = await openPostgres(state, { port });
  await supervisor.start(service, signal);
  return urls;
}

async function startRegistry({ state, steps, supervisor, machineAddress, ports, signer, signal }) {
  const realm = `http://${machineAddress}:${ports.api}/registry/token`;
  const place = { address: machineAddress, port: ports.registry, realm, certFile: signer.certFile };
  const notable = (title, work) => steps.runNotable(title, work);
  const { service, url } = await openRegistry(state, { ...place, notable, signal });
  await supervisor.start(service, signal);
  return { url, authorize: signedAuthorization(signer), isForeign: false };
}

function foreignRegistry(env) {
  const url = env.REGISTRY_URL.replace(/\/+$/, '');
  const password =
    env.REGISTRY_PASSWORD ?? (env.REGISTRY_PASSWORD_FILE && readFileSync(env.REGISTRY_PASSWORD_FILE, 'utf8').trim());
  return { url, authorize: foreignAuthorization(url, { username: env.REGISTRY_USERNAME, password }), isForeign: true };
}

async function pushImages({ machine, registry, signal }) {
  const pulled = machine.images ? null : await dockerfileImages({ registry, signal });
  if (pulled) return pulled;
  const images = machine.images ?? (await debianImages({ signal }));
  const base = await pushImage(images.base, registry);
  const builder = await pushImage(images.builder, registry);
  return { base: base.reference, builder: builder.reference };
}
