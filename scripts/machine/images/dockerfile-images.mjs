import path from 'node:path';
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { dockerode } from '../platform/dockerode.mjs';
import { clientTls } from '../platform/given-engine.mjs';
import { StepError } from '../step-error.mjs';
import { CLONE_DIR } from '../state-dir.mjs';

const FROM_IMAGE = 'node:20-bookworm-slim';
const PULL_MS = 120_000;
const BUILD_MS = 900_000;

/**
 * Base and builder image from the Dockerfiles in docker/, built and pushed by the engine of DOCKER_HOST. Answers null when
 * that engine cannot pull the image they begin with; then Debian packages are used.
 */
export async function dockerfileImages({ registry, signal }) {
  const docker = await dockerode(process.env.DOCKER_HOST, clientTls(process.env));
  const from = process.env.JUJUBE_FROM_IMAGE ?? FROM_IMAGE;
  if (!(await canPull(docker, from))) return null;
  const build = (name) => builtAndPushed(docker, { name, from, registry, signal });
  return { base: await build('base'), builder: await build('builder') };
}

async function canPull(docker, image) {
  try {
    await finished(await docker.pull(image, { abortSignal: AbortSignal.timeout(PULL_MS) }));
    return true;
  } catch {
    return false;
  }
}

async function builtAndPushed(docker, { name, from, registry, signal }) {
  const directory = path.join(CLONE_DIR, 'docker');
  const dockerfile = `${name}.Dockerfile`;
  const tag = createHash('sha256')
    .update(from)
    .update(readFileSync(path.join(directory, dockerfile)))
    .digest('hex')
    .slice(0, 12);
  const repository = `${new URL(registry.url).host}/jujube/${name}`;
  const context = spawn('tar', ['-C', directory, '-c', dockerfile], { stdio: ['ignore', 'pipe', 'ignore'] });
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(BUILD_MS)].filter(Boolean));
  const options = { dockerfile, t: `${repository}:${tag}`, buildargs: { FROM_IMAGE: from }, abortSignal: deadline };
  await finished(await docker.buildImage(context.stdout, options));
  const authorization = await registry.authorize(`jujube/${name}`);
  const authconfig = authorization?.startsWith('Bearer ')
    ? { registrytoken: authorization.slice(7) }
    : login(authorization);
  await finished(await docker.getImage(repository).push({ tag, authconfig, abortSignal: deadline }));
  return `${repository}:${tag}`;
}

function login(authorization) {
  const [username, password] = Buffer.from(authorization?.replace(/^Basic /, '') ?? '', 'base64')
    .toString()
    .split(/:(.*)/s);
  return { username, password };
}

// an engine answers 200 and tells a failure in the stream
async function finished(stream) {
  let text = '';
  for await (const chunk of stream) text = (text + chunk).slice(-64_000);
  const events = text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map(parsed);
  const failure = events.find((event) => event?.error);
  if (failure) throw new StepError(`the engine of DOCKER_HOST failed: ${failure.error}`);
}

function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
