import { Inject, Injectable } from '@nestjs/common';
import type { BuildContainer } from '../container/build-container.js';
import { AUTH_FILE, DOCKERFILE, secretFileOf, SOURCE_DIR } from '../container/container-files.js';
import { explainBuildFailure } from '../ending/explain-build-failure.js';
import { BuildFailure } from '../run/build-failure.js';
import type { BuildRun } from '../run/build-run.js';
import { whileDiskHasRoom } from '../run/while-disk-has-room.js';
import { withLimit } from '../run/with-limit.js';
import { whileNotStalled } from '../run/while-not-stalled.js';
import { SETTINGS, type BuilderSettings } from '../settings.provider.js';
import type { Stack } from '../stack/detect-stack.js';

/** Name of the image inside of the build container. */
export const localImage = ({ build }: BuildRun) => `jujube/${build.id}`;

/** Turns the source in a build container into an image, within limits of time, silence and output. */
@Injectable()
export class BuildImage {
  constructor(@Inject(SETTINGS) private readonly settings: BuilderSettings) {}

  async build(run: BuildRun, container: BuildContainer, stack: Stack): Promise<void> {
    const { timeoutMs, stallMs, diskFreeMib: leastMib } = this.settings.build;
    const failure = () => new BuildFailure('build_timeout', `The build took longer than ${inWords(timeoutMs)}.`);
    const { output } = run;
    const exitCode = await withLimit(run.signal, { ms: timeoutMs, failure }, (inTime) =>
      whileNotStalled(output, { stallMs, signal: inTime }, (moving) =>
        whileDiskHasRoom(container, { leastMib, signal: moving }, (signal) =>
          container.run(argvOf(run, stack), { output, deadlineMs: timeoutMs + 60_000, signal }),
        ),
      ),
    );
    if (exitCode !== 0) throw explainBuildFailure(exitCode, await container.kill(), run.output.excerpt());
  }
}

function argvOf(run: BuildRun, { keepsSteps, secrets }: Stack): string[] {
  const files = [`--authfile=${AUTH_FILE}`, `--file=${DOCKERFILE}`];
  const shown = Object.keys(secrets).map((name) => `--secret=id=${name},src=${secretFileOf(name)}`);
  const how = [`--layers=${keepsSteps}`, '--format=docker', ...files, ...shown];
  return ['buildah', 'build', ...how, `--tag=${localImage(run)}`, SOURCE_DIR];
}

const inWords = (ms: number) => (ms < 120_000 ? `${ms / 1000} seconds` : `${Math.round(ms / 60_000)} minutes`);
