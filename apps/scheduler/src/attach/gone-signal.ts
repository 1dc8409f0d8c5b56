import type { Socket } from 'node:net';

/** Aborts when the connection has ended. */
export function goneSignal(socket: Socket): AbortSignal {
  const gone = new AbortController();
  if (socket.destroyed) gone.abort();
  socket.once('close', () => gone.abort());
  return gone.signal;
}
