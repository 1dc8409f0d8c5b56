import { Inject, Injectable } from '@nestjs/common';
import { UserError } from '@jujube/core/errors/user-error.js';
import { isProcessType } from '@jujube/core/formation/process-type.js';
import { PROCESS_TYPES_LABEL } from '@jujube/core/release/pushed-process-types.js';
import { checkedTag, formatImageRef } from '@jujube/registry/image-ref.js';
import { forPlatform, type Manifest } from '@jujube/registry/manifest.js';
import type { RegistryClient } from '@jujube/registry/registry-client.js';
import type { RegistrySettings } from '@jujube/settings/registry-settings.js';
import type { Settings } from '@jujube/settings/settings.js';
import { SETTINGS } from '../settings.provider.js';
import { askRegistry, registryOf } from './ask-registry.js';
import type { FoundImage } from './pushed-images.js';

const DIGEST = /^sha256:[0-9a-f]{64}$/;
const ARCHITECTURE = 'amd64';
const MOST_TAGS = 100;
const TAG_DIGITS = 12;

export interface PushedContainer {
  /** of all that was pushed */
  readonly digest: string;
  readonly manifest: Manifest;
}

/**
 * Images that were pushed for one process type of an app, as `<registry>/<app>/<process type>`. What is released goes from
 * there into the app's own repository, so that what is kept and what is pruned is the same for all of its images.
 */
@Injectable()
export class PushedContainers {
  private readonly registry: RegistrySettings | null;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.registry = settings.registry;
  }

  /**
   * What was pushed; its manifest is that of the image for our hosts, where there are several.
   * @param reference a tag, or the digest of what a tag means: of its manifest, or of its configuration, which Docker calls
   * the image's id
   */
  async find(appName: string, processType: string, reference: string): Promise<PushedContainer> {
    const { client, registry, repository } = this.repositoryOf(appName, processType);
    const found = await (DIGEST.test(reference)
      ? byDigest(client, repository, reference)
      : byTag(client, repository, checkedTag(reference)));
    if (found) return found;
    const name = `${registry}/${repository}`;
    const what = DIGEST.test(reference)
      ? `No tag of ${name} is ${reference}`
      : `Nothing was pushed as ${name}:${reference}`;
    throw new UserError('not_found', `${what}. Push it first: docker push ${name}`, {
      resource: 'image',
    });
  }

  /** Brings what was found into the app's repository. */
  async take(appName: string, processType: string, { digest }: PushedContainer): Promise<FoundImage> {
    const { client, registry, repository } = this.repositoryOf(appName, processType);
    const tag = `${processType}-${digest.slice('sha256:'.length, 'sha256:'.length + TAG_DIGITS)}`;
    const taken = await askRegistry(async () => {
      const { labels, command = [], entrypoint = [] } = await client.imageConfig(repository, digest, ARCHITECTURE);
      await client.copy(digest, { from: repository, to: appName, tag });
      const image = formatImageRef({ registry, repository: appName, digest });
      const hasCommand = command.length + entrypoint.length > 0;
      return { image, pushed: { label: labels[PROCESS_TYPES_LABEL], hasCommand } };
    });
    if (taken) return taken;
    throw new UserError('conflict', `What was pushed as ${registry}/${repository} has just gone. Push it again.`);
  }

  private repositoryOf(appName: string, processType: string) {
    if (!isProcessType(processType))
      throw new UserError('invalid_params', `"${processType.slice(0, 40)}" is no name of a process type.`);
    const { client, host: registry } = registryOf(this.registry);
    return { client, registry, repository: `${appName}/${processType}` };
  }
}

// the registry fails when it is asked for a manifest by the digest of something else, so the tags are looked through
async function byDigest(client: RegistryClient, repository: string, digest: string): Promise<PushedContainer | null> {
  const isWanted = (found: PushedContainer | null) =>
    found?.digest === digest || found?.manifest.config?.digest === digest;
  // nearly always it is the one that was pushed last
  const latest = await byTag(client, repository, 'latest');
  if (isWanted(latest)) return latest;
  const tags = (await askRegistry(() => client.tags(repository))) ?? [];
  for (const tag of tags.filter((other) => other !== 'latest').slice(0, MOST_TAGS)) {
    const found = await byTag(client, repository, tag);
    if (isWanted(found)) return found;
  }
  return null;
}

function byTag(client: RegistryClient, repository: string, tag: string): Promise<PushedContainer | null> {
  return askRegistry(async () => {
    const pushed = await client.manifest(repository, tag);
    const one = pushed.manifest.manifests && forPlatform(pushed.manifest, ARCHITECTURE);
    if (!one) return pushed;
    return { digest: pushed.digest, manifest: (await client.manifest(repository, one)).manifest };
  });
}
