import type { TaskRetries } from './after-attempt.js';

/** One-shot work as somebody asks for it, without its environment. */
export interface TaskWish {
  readonly name: string;
  readonly image: string;
  /** fetch it even where it is there */
  readonly isPullForced: boolean;
  /** program and arguments; null: the image's own */
  readonly argv: readonly string[] | null;
  readonly cpuMillis: number;
  readonly memoryMib: number;
  readonly pool: string;
  /** host labels that must match exactly */
  readonly hostLabels: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** how long it may run; null: as long as it likes */
  readonly timeoutSeconds: number | null;
  /** how long it may wait for a host */
  readonly queueTimeoutSeconds: number;
  readonly retries: TaskRetries;
  /** is told of the end */
  readonly callbackUrl: string | null;
  /** how long it is known after its end */
  readonly logRetentionSeconds: number;
}

/** What of it is kept sealed. */
export interface TaskSecrets {
  readonly env: Readonly<Record<string, string>>;
  /** as env, but never shown again */
  readonly maskedEnv: Readonly<Record<string, string>>;
  /** signs callbacks; null: they are not signed */
  readonly callbackSecret: string | null;
}
