import type { Readable } from 'node:stream';
import type { ContainerProcess, TerminalSize } from '@jujube/containers/container-process.js';

/** How it ended for somebody who was attached. */
export type AttachEnding = { readonly exitCode: number } | { readonly failure: string };

/** Somebody at the other end of a connection who waits for a process, or is attached to it. */
export interface AttachedClient {
  /** what is typed or piped in; ends with the client's input */
  readonly stdin: Readable;
  /** aborts when the connection has ended, on whichever side */
  readonly gone: AbortSignal;
  /** Tells that the process begins. */
  greet(): Promise<void>;
  /** Passes the output on, as fast as the client takes it, until both streams have ended. */
  show(output: ContainerProcess): Promise<void>;
  /** Called at once with a size that is known already. */
  onResize(listener: (size: TerminalSize) => void): void;
  /** The last word; closes the connection. */
  end(ending: AttachEnding): void;
}
