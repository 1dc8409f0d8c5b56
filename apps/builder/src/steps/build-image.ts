import { Inject, Injectable } from '@nestjs/common';
import type { BuildContainer } from '../container/build-container.js';
import { PROCESS_TYPES_LABEL } from '@jujube/core/release/pushed-process-types.js';
import { BUILD_LABEL } from '../container/build-labels.js';
import { AUTH_FILE, DOCKERFILE, SOURCE_DIR } from '../container/container-files.js';
import { explainBuildFailure } from '../ending/explain-build-failure.js';
import { BuildFailure } from '../run/build-failure.js';
import type { BuildRun } from '../run/build-run.js';
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
    const { timeoutMs, stallMs } = this.settings.build;
    const failure = () => new BuildFailure('build_timeout', `The build took longer than ${inWords(timeoutMs)}.`);
    const exitCode = await withLimit(run.signal, { ms: timeoutMs, failure }, (limited) =>
      whileNotStalled(run.output, { stallMs, signal: limited }, (signal) => {
        const to = { output: run.output, deadlineMs: timeoutMs + 60_000, signal };
        return container.run(argvOf(run, stack), to);
      }),
    );
    if (exitCode !== 0) throw explainBuildFailure(exitCode, await container.kill(), run.output.excerpt());
  }
}

function argvOf(run: BuildRun, stack: Stack): string[] {
  const dockerfile = stack.generatedDockerfile === null ? `${SOURCE_DIR}/Dockerfile` : DOCKERFILE;
  const labels = [
    `${BUILD_LABEL.app}=${run.appName}`,
    `${BUILD_LABEL.build}=${run.build.id}`,
    `${PROCESS_TYPES_LABEL}=${JSON.stringify(stack.processTypes)}`,
  ];
  return [
    ...['buildah', 'build', '--layers', '--format=docker', `--authfile=${AUTH_FILE}`, `--file=${dockerfile}`],
    ...labels.map((label) => `--label=${label}`),
    ...[`--tag=${localImage(run)}`, SOURCE_DIR],
  ];
}

const inWords = (ms: number) => (ms < 120_000 ? `${ms / 1000} seconds` : `${Math.round(ms / 60_000)} minutes`);
