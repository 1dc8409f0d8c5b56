import { Injectable } from '@nestjs/common';
import { isEngineError } from '@jujube/containers/engine-error.js';
import { PROCESS_TYPES_LABEL } from '@jujube/core/release/pushed-process-types.js';
import { BuildContainers } from '../container/build-containers.js';
import { BUILD_LABEL } from '../container/build-labels.js';
import { BuildFailure, HostLost } from '../run/build-failure.js';
import type { BuildRun } from '../run/build-run.js';
import type { Stack } from '../stack/detect-stack.js';
import { withLabels } from '../stack/with-labels.js';
import { AwaitPlace, type Place } from './await-place.js';
import { BuildImage } from './build-image.js';
import { PushImage } from './push-image.js';

export interface ImageWish {
  tree: string;
  stack: Stack;
}

const HOSTS_TRIED = 2;

/** Builds and pushes on the host that the scheduler chose, and once more on another one when that host is lost meanwhile. */
@Injectable()
export class MakeImage {
  constructor(
    private readonly places: AwaitPlace,
    private readonly containers: BuildContainers,
    private readonly buildImage: BuildImage,
    private readonly pushImage: PushImage,
  ) {}

  /** Answers `<registry>/<app>@sha256:…`. */
  async make(run: BuildRun, wish: ImageWish): Promise<string> {
    for (let tried = 1; ; tried++) {
      const place = await this.places.await(run);
      try {
        return await this.makeAt(run, wish, place);
      } catch (error) {
        const lost = asHostLost(error);
        if (!lost) throw error;
        if (tried === HOSTS_TRIED) throw new BuildFailure('host_lost', `${lost.message}, and so was the one before.`);
        run.output.problem(`${lost.message}; looking for another one`);
        await this.places.giveUp(run, place);
      }
    }
  }

  private async makeAt(run: BuildRun, { tree, stack }: ImageWish, place: Place): Promise<string> {
    const dockerfile = withLabels(stack.dockerfile, labelsOf(run, stack));
    const { secrets } = stack;
    return this.containers.within(run, { place, tree, dockerfile, secrets }, async (container, signal) => {
      await this.buildImage.build({ ...run, signal }, container, stack);
      run.output.heading('Publishing the image');
      const image = await this.pushImage.push({ ...run, signal }, container);
      run.output.detail(image);
      return image;
    });
  }
}

function labelsOf({ appName, build }: BuildRun, { processTypes }: Stack): Record<string, string> {
  const commands = JSON.stringify(processTypes);
  return { [BUILD_LABEL.app]: appName, [BUILD_LABEL.build]: build.id, [PROCESS_TYPES_LABEL]: commands };
}

function asHostLost(error: unknown): HostLost | null {
  if (error instanceof HostLost) return error;
  return isEngineError(error) && error.retryable ? new HostLost(error.host, { cause: error }) : null;
}
