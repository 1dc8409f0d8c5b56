import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import type { Duplex, Readable } from 'node:stream';
import { EngineError } from '../engine-error.js';
import type { DockerClient } from './docker-client.js';
import type { HostCall, HostCalls } from './host-calls.js';
import type { PullCredentials } from '../image-types.js';

const MIB = 1024 * 1024;
const BODY_LIMIT_BYTES = 64 * MIB;

export interface DockerRequest extends HostCall {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** Without a query. */
  path: string;
  /** Never anything secret: it stands in the URL. */
  query?: Record<string, string | number | boolean | undefined>;
  body?: object;
  upload?: Readable;
  registryAuth?: PullCredentials;
}

/** Requests to one engine. Answers are always read by us as streams: docker-modem does not notice one that breaks off. */
export class DockerHttp {
  constructor(
    private readonly client: DockerClient,
    private readonly calls: HostCalls,
    private readonly hostName: string,
  ) {}

  /** The whole answer as JSON; undefined when it is empty. */
  json<T>(request: DockerRequest): Promise<T> {
    return this.calls.run(request, async (signal) => {
      const response = await this.#dial<IncomingMessage>(request, signal);
      return parseBody(await readBody(response)) as T;
    });
  }

  /** The answer's body as it comes: the deadline ends with the headers, `request.signal` stays in force. */
  stream(request: DockerRequest): Promise<IncomingMessage> {
    return this.calls.run(request, (signal) => this.#dial<IncomingMessage>(request, signal));
  }

  /** The raw connection after an upgrade, for exec and attach. */
  upgrade(request: DockerRequest): Promise<Duplex> {
    return this.calls.run(request, (signal) => this.#dial<Duplex>(request, signal, { hijack: true }));
  }

  async #dial<T extends Readable>(request: DockerRequest, abortSignal: AbortSignal, more: object = {}): Promise<T> {
    const upload = request.upload && this.#guarded(request, request.upload);
    const dialled = {
      path: `${request.path}?`,
      method: request.method,
      options: { _query: queryOf(request), _body: request.body ?? {} },
      authconfig: authHeader(request.registryAuth),
      file: upload,
      isStream: true,
      statusCodes: { 101: true, 200: true, 201: true, 204: true, 304: true },
      abortSignal,
      ...more,
    };
    const answer = await new Promise<T>((resolve, reject) => {
      upload?.once('error', reject);
      const settle = (error: unknown, stream: unknown) => (error ? reject(error) : resolve(stream as T));
      this.client.docker.modem.dial(dialled, settle);
    });
    // a stream that breaks while nobody reads it must not end the process
    return answer.on('error', () => {});
  }

  // the caller's data may break off, which is no fault of the host; and it is ended when the host wants no more of it
  #guarded({ operation }: DockerRequest, upload: Readable): Readable {
    const guarded = new PassThrough();
    let isWhole = false;
    const breakOff = (cause?: Error) => {
      if (isWhole) return;
      const message = `the data to send broke off: ${cause?.message ?? 'its source was closed'}`;
      const facts = { kind: 'engine', host: this.hostName, operation, message, cause, retryable: false } as const;
      guarded.destroy(new EngineError(facts));
    };
    upload
      .once('end', () => (isWhole = true))
      .once('error', breakOff)
      .once('close', breakOff)
      .pipe(guarded);
    return guarded.once('close', () => upload.destroy());
  }
}

function queryOf({ query = {} }: DockerRequest): Record<string, string> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([key, value]) => [key, String(value)]));
}

function authHeader(auth: PullCredentials | undefined): object | undefined {
  if (!auth) return undefined;
  return 'registryToken' in auth ? { registrytoken: auth.registryToken } : auth;
}

async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT_BYTES) throw new Error(`the engine's answer is longer than ${BODY_LIMIT_BYTES / MIB} MiB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function parseBody(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`the answer is not JSON but starts with '${text.slice(0, 40)}'; is this a Docker engine?`, {
      cause,
    });
  }
}
