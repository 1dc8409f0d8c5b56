export interface ClientOptions {
  /** where the API is, e.g. `http://127.0.0.1:5100` */
  baseUrl: string;
  /** absent only for the login */
  token?: string;
  /** for one request and its answer; streams have a watchdog instead */
  timeoutMs?: number;
  /** a stream that says nothing for so long is dead */
  idleTimeoutMs?: number;
  /** ends every call that is under way */
  signal?: AbortSignal;
  userAgent?: string;
}

export const DEFAULT_TIMEOUT_MS = 30_000;
export const DEFAULT_IDLE_TIMEOUT_MS = 90_000;
