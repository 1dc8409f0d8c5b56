import { types } from 'node:util';
import type { RegistrySettings } from '@jujube/settings/registry-settings.js';
import { parseBearerChallenge, tokenUrl } from './bearer-challenge.js';
import { authorizationFor } from './registry-credentials.js';
import { RegistryError } from './registry-error.js';
import type { RegistryAccess } from './registry-token.js';

const BODY_LIMIT_BYTES = 8 * 1024 * 1024;

export interface RegistryRequest {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** Below the registry's URL, beginning with /v2/. */
  path: string;
  access: RegistryAccess[];
  accept?: string[];
  body?: { type: string; bytes: Buffer };
}

/** Requests to one registry: authorization, deadline, typed errors. */
export class RegistryHttp {
  constructor(
    private readonly settings: RegistrySettings,
    private readonly deadlineMs: number,
  ) {}

  /** Answers of status 2xx only; its body is not read yet. */
  async send(request: RegistryRequest): Promise<Response> {
    const signal = AbortSignal.timeout(this.deadlineMs);
    try {
      const response = await this.#sendAuthorized(request, signal);
      if (response.ok) return response;
      throw await failureOf(response, request);
    } catch (cause) {
      if (cause instanceof RegistryError) throw cause;
      throw new RegistryError('unavailable', `${describe(request)}: ${reasonOf(cause, this.deadlineMs)}`, { cause });
    }
  }

  /** The whole body of an answer. */
  async body(request: RegistryRequest): Promise<{ response: Response; bytes: Buffer }> {
    const response = await this.send(request);
    const chunks: Uint8Array[] = [];
    let size = 0;
    try {
      for await (const chunk of response.body ?? []) {
        size += chunk.length;
        if (size > BODY_LIMIT_BYTES) throw new Error('its answer is longer than 8 MiB');
        chunks.push(chunk);
      }
    } catch (cause) {
      throw new RegistryError('unavailable', `${describe(request)}: ${reasonOf(cause, this.deadlineMs)}`, { cause });
    }
    return { response, bytes: Buffer.concat(chunks) };
  }

  async #sendAuthorized(request: RegistryRequest, signal: AbortSignal): Promise<Response> {
    const authorization = authorizationFor(this.settings, request.access);
    const response = await this.#fetch(request, { authorization, signal });
    const challenge = response.status === 401 ? parseBearerChallenge(response.headers.get('www-authenticate')) : null;
    if (!challenge || !this.settings.login) return response;
    await response.body?.cancel();
    return this.#fetch(request, { authorization: await this.#exchange(tokenUrl(challenge), signal), signal });
  }

  #fetch({ method, path, accept, body }: RegistryRequest, more: { authorization?: string; signal: AbortSignal }) {
    const headers = new Headers();
    if (accept) headers.set('accept', accept.join(', '));
    if (more.authorization) headers.set('authorization', more.authorization);
    if (body) headers.set('content-type', body.type);
    const url = new URL(path, this.settings.url);
    return fetch(url, { method, headers, signal: more.signal, ...(body && { body: new Uint8Array(body.bytes) }) });
  }

  // a foreign registry whose token service takes our name and password
  async #exchange(url: URL, signal: AbortSignal): Promise<string> {
    const authorization = authorizationFor(this.settings, []) ?? '';
    const response = await fetch(url, { headers: { authorization }, signal });
    const answer = response.ok ? ((await response.json()) as { token?: string; access_token?: string }) : {};
    const token = answer.token ?? answer.access_token;
    if (token) return `Bearer ${token}`;
    throw new RegistryError('unauthorized', `the token service at ${url.host} refused us with ${response.status}`);
  }
}

async function failureOf(response: Response, request: RegistryRequest): Promise<RegistryError> {
  const text = (await response.text()).slice(0, 300);
  const message = `${describe(request)}: the registry answered ${response.status} ${text}`.trim();
  if (response.status === 404) return new RegistryError('not_found', message);
  if (response.status === 401 || response.status === 403) return new RegistryError('unauthorized', message);
  return new RegistryError('unavailable', message);
}

const describe = ({ method, path }: RegistryRequest) => `registry ${method} ${path}`;

function reasonOf(cause: unknown, deadlineMs: number): string {
  if (!types.isNativeError(cause)) return 'failed';
  if (cause.name === 'TimeoutError') return `no answer within ${deadlineMs / 1000} s`;
  return types.isNativeError(cause.cause) ? cause.cause.message : cause.message;
}
