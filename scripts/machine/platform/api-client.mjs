import { StepError } from '../step-error.mjs';

/** A small client for the set-up's few calls. `authorization` is the header's value. */
export class ApiClient {
  constructor(url, authorization) {
    Object.assign(this, { url, authorization });
  }

  static basic(url, { username, password }) {
    return new ApiClient(url, `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`);
  }

  static bearer(url, token) {
    return new ApiClient(url, `Bearer ${token}`);
  }

  async status(path) {
    return (await this.send('GET', path)).status;
  }

  /** Answers the body of a call that must succeed. */
  async call(method, path, body) {
    const response = await this.send(method, path, { body, timeoutMs: 30_000 });
    const answer = await response.json().catch(() => ({}));
    if (response.ok) return answer;
    throw new StepError(
      `${method} ${path} was refused with ${response.status} ${answer.id ?? ''}: ${answer.message ?? ''}`,
    );
  }

  async send(method, path, { body, timeoutMs = 10_000 } = {}) {
    const headers = { Authorization: this.authorization, Accept: 'application/vnd.heroku+json; version=3' };
    if (body) headers['Content-Type'] = 'application/json';
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      return await fetch(`${this.url}${path}`, { method, headers, body: body && JSON.stringify(body), signal });
    } catch (cause) {
      throw new StepError(`${method} ${this.url}${path}: ${cause.cause?.message ?? cause.message}`, { cause });
    }
  }
}
