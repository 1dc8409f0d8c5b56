import type { Readable } from 'node:stream';
import type { ImageInfo } from 'dockerode';
import { EngineError, isEngineError } from '../engine-error.js';
import type { OurImage, PullOptions } from '../image-types.js';
import { hasLabels, ownershipLabels } from '../labels.js';
import type { DockerRequest } from './docker-http.js';
import { pullImage } from './docker-pull.js';
import type { PullTools } from './docker-pull.js';
import { readNdjson } from './ndjson.js';
import { pathImage } from './resource-name.js';

const MIB = 1024 * 1024;

/** Images of one host. */
export class DockerImages {
  constructor(
    private readonly tools: PullTools,
    private readonly installation: string,
  ) {}

  pull(ref: string, options: PullOptions): Promise<string> {
    return pullImage(ref, options, this.tools);
  }

  async exists(ref: string): Promise<boolean> {
    try {
      await this.tools.http.json(this.#request('GET', `/images/${pathImage(ref)}/json`));
      return true;
    } catch (error) {
      if (isEngineError(error, 'no_such_image')) return false;
      throw error;
    }
  }

  async list({ labels, prefix }: { labels?: Record<string, string>; prefix?: string }): Promise<OurImage[]> {
    const found = await this.tools.http.json<ImageInfo[]>(this.#request('GET', '/images/json'));
    const images = found.map(fromList);
    const hasPrefix = (ref: string) => prefix !== undefined && ref.startsWith(prefix);
    return images.filter(
      (each) => (labels && hasLabels(each.labels, labels)) || [...each.tags, ...each.digests].some(hasPrefix),
    );
  }

  async remove(ref: string): Promise<void> {
    const deadlineMs = this.tools.deadlines.removeMs;
    try {
      await this.tools.http.json({
        ...this.#request('DELETE', `/images/${pathImage(ref)}`),
        lane: undefined,
        deadlineMs,
      });
    } catch (error) {
      if (!isEngineError(error, 'no_such_image', 'not_found')) throw error;
    }
  }

  async pruneDangling(): Promise<{ reclaimedMib: number }> {
    const label = Object.entries(ownershipLabels(this.installation)).map(([key, value]) => `${key}=${value}`);
    const { SpaceReclaimed } = await this.tools.http.json<{ SpaceReclaimed: number }>({
      operation: 'prune images',
      method: 'POST',
      path: '/images/prune',
      query: { filters: JSON.stringify({ dangling: ['true'], label }) },
      deadlineMs: this.tools.deadlines.removeMs,
    });
    return { reclaimedMib: Math.floor(SpaceReclaimed / MIB) };
  }

  async load(tar: Readable): Promise<string[]> {
    const { http, calls, deadlines, hostName } = this.tools;
    const call = { operation: 'load image', deadlineMs: deadlines.archiveMs, isLongWait: true };
    return calls.run(call, async (signal) => {
      const request = { ...call, method: 'POST', path: '/images/load', signal, upload: tar } as const;
      const refs: string[] = [];
      for await (const event of readNdjson(await http.stream(request))) {
        if (event['error']) {
          const message = String(event['error']);
          throw new EngineError({ kind: 'engine', host: hostName, operation: call.operation, message });
        }
        const ref = /^Loaded image(?: ID)?: (\S+)/.exec(String(event['stream'] ?? ''))?.[1];
        if (ref) refs.push(ref);
      }
      return refs;
    });
  }

  #request(method: 'GET' | 'DELETE', path: string): DockerRequest {
    return { operation: `${method} ${path}`, method, path, lane: 'read', deadlineMs: this.tools.deadlines.readMs };
  }
}

function fromList(image: ImageInfo): OurImage {
  const named = (refs: string[] | null | undefined) => (refs ?? []).filter((ref) => !ref.includes('<none>'));
  return {
    id: image.Id,
    tags: named(image.RepoTags),
    digests: named(image.RepoDigests),
    labels: image.Labels ?? {},
    sizeMib: Math.round(image.Size / MIB),
    createdAt: new Date(image.Created * 1000),
  };
}
