import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { CreateReleaseFromBuild } from '@jujube/usecases/releases/create-release-from-build.js';
import type { BuildRun } from '../run/build-run.js';

export interface BuiltImage {
  image: string;
  processTypes: Record<string, string>;
  version: string | null;
}

/** Ends the build well: its image becomes the next release, and the scheduler rolls it out. */
@Injectable()
export class ReleaseImage {
  constructor(private readonly commands: CommandBus) {}

  async release(run: BuildRun, { image, processTypes, version }: BuiltImage): Promise<void> {
    run.signal.throwIfAborted();
    run.output.heading(`Launching${namesOf(processTypes)}`);
    await run.output.flush();
    const sourceVersion = version && /^[0-9a-f]{40,64}$/.test(version) ? version.slice(0, 8) : version;
    await this.commands.execute(new CreateReleaseFromBuild({ lease: run.lease, image, processTypes, sourceVersion }));
  }
}

function namesOf(processTypes: Record<string, string>): string {
  const names = Object.keys(processTypes);
  return names.length > 0 ? ` (${names.join(', ')})` : '';
}
