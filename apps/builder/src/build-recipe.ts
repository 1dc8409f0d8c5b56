import { Injectable } from '@nestjs/common';
import type { BuildRun } from './run/build-run.js';
import { ChooseStack } from './steps/choose-stack.js';
import { FetchSource } from './steps/fetch-source.js';
import { MakeImage } from './steps/make-image.js';
import { ReleaseImage } from './steps/release-image.js';

/** From source to release, step by step. A step that fails throws what BuildEnding turns into the end of the build. */
@Injectable()
export class BuildRecipe {
  constructor(
    private readonly fetchSource: FetchSource,
    private readonly chooseStack: ChooseStack,
    private readonly makeImage: MakeImage,
    private readonly releaseImage: ReleaseImage,
  ) {}

  async follow(run: BuildRun): Promise<void> {
    const source = await this.fetchSource.fetch(run);
    const { stack, manifest } = await this.chooseStack.choose(run, source);
    const image = await this.makeImage.make(run, { tree: source.tree, stack });
    const { processTypes } = stack;
    await this.releaseImage.release(run, { image, processTypes, manifest, version: source.version });
  }
}
