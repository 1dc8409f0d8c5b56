import path from 'node:path';
import { compile } from '../build/compile.mjs';
import { npmInstall } from '../build/npm-install.mjs';
import { debianImage } from '../images/debian-image.mjs';
import { installPackages } from '../packages.mjs';
import { openLogFile } from '../process/log-file.mjs';
import { allOrNone } from '../all-or-none.mjs';
import { givenEngine } from './given-engine.mjs';
import { ownEngines } from './own-engines.mjs';

/**
 * Everything that a bare machine lacks, side by side where one does not need the other: Debian packages, npm packages and
 * the build, images, engines. Answers {engines, images} (images: null where Dockerfiles are to be used).
 */
export async function prepareMachine({ state, steps, options, signal: outer }) {
  const logFile = path.join(state.logDir, 'set-up.log');
  const work = (signal) => ({ signal, logStream: openLogFile(logFile), logFile });
  const isGiven = Boolean(process.env.DOCKER_HOST);
  const [, images, engines] = await allOrNone(outer, (signal) => {
    const packages = steps.run('Debian packages', () => installed(isGiven, work(signal)));
    const modules = steps.run('npm packages', async () => note(await npmInstall(work(signal))));
    return [
      modules.then(() => steps.run('Build', async () => note(await compile(work(signal))))),
      isGiven ? null : packages.then(() => steps.run('Base and builder image', () => debianImages(work(signal)))),
      Promise.all([packages, isGiven && modules]).then(() => enginesUp({ state, steps, options, signal })),
    ];
  });
  return { engines, images };
}

/** Both images as directories that can be pushed. */
export async function debianImages(work) {
  const [base, builder] = await Promise.all(['base', 'builder'].map((name) => debianImage(name, work)));
  return { base, builder };
}

async function installed(isGiven, work) {
  const always = ['ca-certificates', 'git', 'haproxy', 'openssl'];
  const registry = process.env.REGISTRY_URL ? [] : ['docker-registry'];
  const engines = isGiven ? [] : ['docker.io', 'iproute2', 'mmdebstrap', 'slirp4netns'];
  const added = await installPackages([...always, ...registry, ...engines], work);
  return added.length > 0 ? added.join(' ') : 'all there';
}

async function enginesUp({ state, steps, options, signal }) {
  const engines = process.env.DOCKER_HOST ? await givenEngine(process.env) : await ownEngines(state, options.hosts);
  const title = process.env.DOCKER_HOST ? 'Docker engine of DOCKER_HOST' : 'Docker engines';
  await steps.run(title, () => engines.up(signal));
  return engines;
}

function note(hadToWork) {
  return hadToWork ? 'done' : 'up to date';
}
