import type { Build } from '@jujube/contract/build.js';
import type { CommandContext } from '../language/command-context.js';
import { UsageError } from '../language/usage-error.js';
import { packDirectory } from './pack-directory.js';

export interface BuildOrigin {
  source: string | undefined;
  ref: string | undefined;
  tar: string | undefined;
}

/** Puts the build into the queue, after uploading the directory when there is one. */
export async function startBuild(context: CommandContext, app: string, origin: BuildOrigin): Promise<Build> {
  if ((origin.source === undefined) === (origin.tar === undefined)) {
    throw new UsageError('What is to be built? Say either --source URL or --tar DIR.');
  }
  const url = origin.source ?? (await upload(context, app, origin.tar ?? '.'));
  return context.step(
    `Queueing a build of ${app}`,
    () => context.client.builds.create(app, { source_blob: { url, version: origin.ref } }),
    (build) => build.id,
  );
}

async function upload(context: CommandContext, app: string, directory: string): Promise<string> {
  const tar = await packDirectory(directory);
  const source = await context.step(`Uploading ${directory}`, async () => {
    const made = await context.client.sources.create(app);
    await context.client.sources.upload(made, tar);
    return made;
  });
  return source.source_blob.get_url;
}
