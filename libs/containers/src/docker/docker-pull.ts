import type { ImageInspectInfo } from 'dockerode';
import { EngineError } from '../engine-error.js';
import type { PullOptions, PullProgress } from '../image-types.js';
import type { Deadlines } from './deadlines.js';
import type { DockerHttp } from './docker-http.js';
import type { HostCalls } from './host-calls.js';
import { readNdjson } from './ndjson.js';
import { pathImage } from './resource-name.js';
import { mayPass } from './translate-error.js';
import { withStallLimit } from './with-stall-limit.js';

export interface PullTools {
  http: DockerHttp;
  calls: HostCalls;
  deadlines: Deadlines;
  hostName: string;
}

/**
 * Pulls an image and answers its digest. The engine reports failures inside an answer of status 200, so the stream is read
 * for them and the image is looked at afterwards.
 */
export async function pullImage(ref: string, options: PullOptions, tools: PullTools): Promise<string> {
  const { deadlines, calls } = tools;
  const operation = `pull ${ref}`;
  const whole = { operation, deadlineMs: deadlines.pullMs, signal: options.signal, isLongWait: true };
  const announced = await calls.run(whole, (signal) => readPull(ref, { ...options, signal }, tools));
  return checkedDigest(ref, announced, tools);
}

async function readPull(ref: string, options: PullOptions, tools: PullTools): Promise<string | undefined> {
  const { pullStallMs } = tools.deadlines;
  const operation = `pull ${ref}`;
  const fail = (kind: 'engine' | 'timeout', message: string, retryable: boolean) =>
    new EngineError({ kind, host: tools.hostName, operation, message, retryable });
  const { repository, version } = split(ref);
  const stream = await tools.http.stream({
    operation,
    method: 'POST',
    path: '/images/create',
    query: { fromImage: pathImage(repository), tag: version },
    registryAuth: options.auth,
    deadlineMs: pullStallMs,
    isLongWait: true,
    signal: options.signal,
  });
  const onStall = () => fail('timeout', `no progress for ${pullStallMs / 1000} s`, true);
  let digest: string | undefined;
  try {
    for await (const event of withStallLimit(readNdjson(stream), pullStallMs, onStall)) {
      const problem = problemIn(event);
      if (problem) throw fail('engine', problem, mayPass({}, problem));
      digest = /^Digest: (sha256:[0-9a-f]{64})$/.exec(String(event['status']))?.[1] ?? digest;
      options.onProgress?.(progressOf(event));
    }
  } finally {
    stream.destroy();
  }
  return digest;
}

async function checkedDigest(ref: string, announced: string | undefined, tools: PullTools): Promise<string> {
  const { repository, version } = split(ref);
  const operation = `pull ${ref}`;
  const request = { operation, method: 'GET', lane: 'read', deadlineMs: tools.deadlines.readMs } as const;
  const image = await tools.http.json<ImageInspectInfo>({ ...request, path: `/images/${pathImage(ref)}/json` });
  const wanted = version.startsWith('sha256:') ? version : announced;
  const digests = (image.RepoDigests ?? []).map((each) => each.split('@')).filter(([name]) => name === repository);
  const found = digests.find(([, digest]) => digest === wanted)?.[1];
  if (found) return found;
  const message = `the image is there but not under the digest ${wanted ?? 'that the engine should have announced'}`;
  throw new EngineError({ kind: 'engine', host: tools.hostName, operation, message, retryable: false });
}

function split(ref: string): { repository: string; version: string } {
  const [name = '', digest] = ref.split('@');
  const colon = name.lastIndexOf(':');
  const hasTag = colon > name.lastIndexOf('/');
  const repository = hasTag ? name.slice(0, colon) : name;
  return { repository, version: digest ?? (hasTag ? name.slice(colon + 1) : 'latest') };
}

function problemIn(event: Record<string, unknown>): string | undefined {
  const detail = event['errorDetail'] as { message?: string } | undefined;
  const problem = detail?.message ?? event['error'];
  return problem === undefined ? undefined : String(problem);
}

function progressOf(event: Record<string, unknown>): PullProgress {
  const detail = event['progressDetail'] as { current?: number; total?: number } | undefined;
  const layer = event['id'] === undefined ? undefined : String(event['id']);
  return {
    layer,
    status: String(event['status'] ?? ''),
    currentBytes: detail?.current,
    totalBytes: detail?.total,
  };
}
