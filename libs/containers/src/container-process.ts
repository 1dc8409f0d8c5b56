import type { Readable } from 'node:stream';

export interface ExecOptions {
  /** Piped in; the process sees the end of its input when this ends. Without it, standard input is closed. */
  stdin?: Readable;
  env?: Record<string, string>;
  tty?: boolean;
  user?: string;
  workdir?: string;
  /** The whole run, default 60 s. The streams and `exitCode` fail with `timeout`; the process itself is left to the container. */
  deadlineMs?: number;
  /** Ends our side of the connection. */
  signal?: AbortSignal;
}

/** In characters. */
export interface TerminalSize {
  columns: number;
  rows: number;
}

/** A process in a container whose streams are connected to us. With a terminal, all output is on `stdout`. */
export interface ContainerProcess {
  stdout: Readable;
  stderr: Readable;
  /** Settles after both streams were read to their end. */
  exitCode: Promise<number>;
  /** Of its terminal, once it runs; nothing happens when it has none. */
  resize(size: TerminalSize): Promise<void>;
}
