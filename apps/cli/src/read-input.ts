import { text } from 'node:stream/consumers';
import { addAbortSignal } from 'node:stream';

/** Standard input to its end; Ctrl-C ends the wait for it. */
export function readInput(signal: AbortSignal): Promise<string> {
  return text(addAbortSignal(signal, process.stdin));
}
