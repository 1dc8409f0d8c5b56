import { ApiError } from './api-error.js';
import { DEFAULT_IDLE_TIMEOUT_MS, DEFAULT_TIMEOUT_MS } from './client-options.js';
import type { ClientOptions } from './client-options.js';
import { callError, problemError } from './call-errors.js';
import { pause } from './pause.js';

export interface CallOptions {
  /** becomes the JSON body */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Answer<T> {
  body: T;
  status: number;
  headers: Headers;
}

const TRIES_OF_GET = 3;
const WORTH_ANOTHER_TRY = new Set([502, 503, 504]);

/** One request, one JSON answer: headers, deadline, retries of what is safe to repeat, errors as ApiError. */
export class Transport {
  readonly baseUrl: string;
  readonly idleTimeoutMs: number;

  constructor(private readonly options: ClientOptions) {
    this.baseUrl = options.baseUrl.replace(/\/+$/, '');
    this.idleTimeoutMs = options.idleTimeoutMs ?? DEFAULT_IDLE_TIMEOUT_MS;
  }

  async call<T>(method: string, target: string, options: CallOptions = {}): Promise<Answer<T>> {
    const tries = method === 'GET' ? TRIES_OF_GET : 1;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt<T>(method, target, options);
      } catch (error) {
        if (attempt >= tries || !isWorthAnotherTry(error) || this.options.signal?.aborted) throw error;
        await pause(200 * 2 ** attempt, this.options.signal);
      }
    }
  }

  /** Calls and gives the body alone. */
  async json<T>(method: string, target: string, body?: unknown): Promise<T> {
    return (await this.call<T>(method, target, { body })).body;
  }

  /** Calls for something that is not JSON. */
  async text(method: string, target: string): Promise<string> {
    try {
      return (await this.ask(method, target, {})).text;
    } catch (error) {
      throw callError(error, `${method} ${this.baseUrl}${target}`);
    }
  }

  /** Opens a capability URL (no token is sent there); the caller reads the body and watches over it. */
  async open(url: string, init: RequestInit): Promise<Response> {
    const response = await fetch(url, init).catch((error: unknown) => {
      throw callError(error, `${init.method ?? 'GET'} ${withoutSecrets(url)}`);
    });
    if (!response.ok) throw await problemError(response, `${init.method ?? 'GET'} ${withoutSecrets(url)}`);
    return response;
  }

  /** Ends with the caller's signal or after the given time, whichever is first. */
  within(timeoutMs: number): AbortSignal {
    const timeout = AbortSignal.timeout(timeoutMs);
    return this.options.signal ? AbortSignal.any([this.options.signal, timeout]) : timeout;
  }

  get token(): string | undefined {
    return this.options.token;
  }

  get signal(): AbortSignal | undefined {
    return this.options.signal;
  }

  private async attempt<T>(method: string, target: string, options: CallOptions): Promise<Answer<T>> {
    const what = `${method} ${this.baseUrl}${target}`;
    try {
      const { response, text } = await this.ask(method, target, options);
      return { body: parseJson<T>(text, what), status: response.status, headers: response.headers };
    } catch (error) {
      throw callError(error, what);
    }
  }

  private async ask(
    method: string,
    target: string,
    options: CallOptions,
  ): Promise<{ response: Response; text: string }> {
    const response = await fetch(this.baseUrl + target, this.request(method, options));
    if (!response.ok) throw await problemError(response, `${method} ${this.baseUrl}${target}`);
    return { response, text: await response.text() };
  }

  private request(method: string, options: CallOptions): RequestInit {
    const headers: Record<string, string> = {
      accept: 'application/vnd.heroku+json; version=3',
      'user-agent': this.options.userAgent ?? 'jujube-client',
      ...(this.options.token === undefined ? {} : { authorization: `Bearer ${this.options.token}` }),
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    };
    const body = options.body === undefined ? undefined : JSON.stringify(options.body);
    return {
      method,
      headers,
      body,
      redirect: 'error',
      signal: this.within(this.options.timeoutMs ?? DEFAULT_TIMEOUT_MS),
    };
  }
}

function isWorthAnotherTry(error: unknown): boolean {
  return error instanceof ApiError && (error.id === 'unreachable' || WORTH_ANOTHER_TRY.has(error.status));
}

/** The path of a capability URL is its secret. */
function withoutSecrets(url: string): string {
  return new URL(url).origin;
}

function parseJson<T>(text: string, what: string): T {
  if (text === '') return {} as T;
  try {
    return JSON.parse(text) as T;
  } catch (cause) {
    throw new ApiError({
      id: 'not_jujube',
      message: `${what} answered something that is not JSON.`,
      status: 200,
      cause,
    });
  }
}
