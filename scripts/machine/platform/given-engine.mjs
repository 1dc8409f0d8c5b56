import { existsSync, readFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { dockerode } from './dockerode.mjs';
import { StepError } from '../step-error.mjs';

/** The one engine that DOCKER_HOST names: asked whether it answers, never started or stopped. */
export async function givenEngine(env) {
  const url = env.DOCKER_HOST;
  const tls = clientTls(env);
  const address = url.startsWith('unix://') ? '127.0.0.1' : new URL(url.replace(/^\w+:/, 'http:')).hostname;
  return {
    machineAddress: await ownAddressTowards(url),
    up: () => refuseDeaf(url, tls),
    watch: () => ({ stop: async () => undefined }),
    registrations: () => [{ name: 'h1', url, address, ...(tls ? { tls } : {}) }],
    describe: () => [{ name: 'h1', url, address }],
  };
}

/** The client certificate for DOCKER_HOST; undefined where none is used (unix socket, SSH). */
export function clientTls(env) {
  if (!env.DOCKER_HOST.startsWith('tcp://')) return undefined;
  const directory = env.DOCKER_CERT_PATH ?? path.join(os.homedir(), '.docker');
  const missing = ['ca.pem', 'cert.pem', 'key.pem'].filter((name) => !existsSync(path.join(directory, name)));
  if (missing.length > 0) {
    throw new StepError(`${env.DOCKER_HOST} needs mutual TLS, and ${missing.join(', ')} is not in ${directory}`, {
      todo: 'Set DOCKER_CERT_PATH to a directory with ca.pem, cert.pem and key.pem.',
    });
  }
  const pem = (name) => readFileSync(path.join(directory, name), 'utf8');
  return { ca: pem('ca.pem'), cert: pem('cert.pem'), key: pem('key.pem') };
}

async function refuseDeaf(url, tls) {
  try {
    await (await dockerode(url, tls)).ping({ abortSignal: AbortSignal.timeout(10_000) });
  } catch (cause) {
    throw new StepError(`the engine DOCKER_HOST=${url} does not answer: ${cause.message}`, {
      cause,
      todo: 'Start that engine, or unset DOCKER_HOST: then engines are started here (as root).',
    });
  }
}

// a registry here must be reachable from that engine's containers: on the address that faces it
async function ownAddressTowards(url) {
  if (url.startsWith('unix://')) return os.networkInterfaces().docker0?.[0]?.address ?? '127.0.0.1';
  const { hostname, port } = new URL(url.replace(/^\w+:/, 'http:'));
  return new Promise((resolve) => {
    const socket = net.connect({ host: hostname, port: Number(port || 22), timeout: 3000 });
    const settle = () => {
      resolve(socket.localAddress ?? '127.0.0.1');
      socket.destroy();
    };
    socket.once('connect', settle).once('timeout', settle).once('error', settle);
  });
}
