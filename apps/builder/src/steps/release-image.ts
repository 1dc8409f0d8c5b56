import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Manifest } from '@jujube/core/manifest/manifest.js';
import { CreateReleaseFromBuild } from '@jujube/usecases/releases/create-release-from-build.js';
import { JobProducer } from '@jujube/queue/job-producer.js';
import { AwaitOrder } from './await-order.js';
import type { BuildRun } from '../run/build-run.js';
import { asManifestFailure } from '../stack/manifest-failure.js';

export interface BuiltImage {
  image: string;
  processTypes: Record<string, string>;
  version: string | null;
  /** of the source */
  manifest: Manifest | null;
}

/** Ends the build well: its image becomes the next release, and the scheduler rolls it out. */
@Injectable()
export class ReleaseImage {
  constructor(
    private readonly commands: CommandBus,
    private readonly jobs: JobProducer,
    private readonly order: AwaitOrder,
  ) {}

  async release(run: BuildRun, { image, processTypes, version, manifest }: BuiltImage): Promise<void> {
    await this.order.await(run);
    run.output.heading(`Launching${namesOf(processTypes)}`);
    await run.output.flush();
    const sourceVersion = version && /^[0-9a-f]{40,64}$/.test(version) ? version.slice(0, 8) : version;
    const made = { lease: run.lease, image, processTypes, sourceVersion, ...(manifest && { manifest }) };
    const release = this.commands.execute(new CreateReleaseFromBuild(made));
    const { version: generation } = await release.catch(asManifestFailure);
    const pruning = this.jobs.add({ kind: 'prune-images', rowId: run.build.appId, generation });
    // without a queue the hourly look at all apps does it
    await pruning.catch(() => undefined);
  }
}

function namesOf(processTypes: Record<string, string>): string {
  const names = Object.keys(processTypes);
  return names.length > 0 ? ` (${names.join(', ')})` : '';
}
