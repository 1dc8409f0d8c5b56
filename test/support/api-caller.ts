/* eslint-disable @typescript-eslint/no-explicit-any -- tests look into whatever was answered */
import { AnswerSchemas } from './answer-schemas.js';

export interface ApiAnswer {
  status: number;
  headers: Headers;
  /** parsed JSON; undefined for an empty answer */
  body: any;
}

export interface ApiCaller {
  get(path: string, headers?: Record<string, string>): Promise<ApiAnswer>;
  post(path: string, body?: unknown): Promise<ApiAnswer>;
  put(path: string, body?: unknown): Promise<ApiAnswer>;
  patch(path: string, body?: unknown): Promise<ApiAnswer>;
  delete(path: string): Promise<ApiAnswer>;
}

/** Calls the API with a token (null: with none) as its clients do. Every answer is held to the OpenAPI document. */
export function callerOf(url: string, token: string | null): ApiCaller {
  const call = async (method: string, path: string, init: RequestInit = {}): Promise<ApiAnswer> => {
    const headers = {
      accept: 'application/vnd.heroku+json; version=3',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(init.headers as Record<string, string>),
    };
    const response = await fetch(url + path, { ...init, method, headers });
    const text = await response.text();
    const body = text === '' ? undefined : JSON.parse(text);
    const mistakes = (await AnswerSchemas.of(url)).mistakes(method, path, { status: response.status, body });
    if (mistakes.length > 0) throw new Error(`not as the OpenAPI document says:\n${mistakes.join('\n')}`);
    return { status: response.status, headers: response.headers, body };
  };
  const send = (method: string) => (path: string, body?: unknown) =>
    call(
      method,
      path,
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
    );
  return {
    get: (path, headers) => call('GET', path, { headers }),
    post: send('POST'),
    put: send('PUT'),
    patch: send('PATCH'),
    delete: send('DELETE'),
  };
}
