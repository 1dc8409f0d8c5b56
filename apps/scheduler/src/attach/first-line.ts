import type { Socket } from 'node:net';

const MOST_BYTES = 256;

/**
 * What a client says first, without its line end; what follows stays in the socket, which is paused. Throws when it does not
 * come in time, is too long, or the connection ends.
 */
export function firstLine(socket: Socket, withinMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let seen = Buffer.alloc(0);
    const timer = setTimeout(() => settle(new Error('said nothing')), withinMs);
    const settle = (result: string | Error) => {
      clearTimeout(timer);
      socket.off('data', take).off('close', ended).pause();
      if (typeof result === 'string') resolve(result);
      else reject(result);
    };
    const ended = () => settle(new Error('hung up'));
    const take = (chunk: Buffer) => {
      seen = Buffer.concat([seen, chunk]);
      const end = seen.indexOf('\n');
      if (end < 0 && seen.length > MOST_BYTES) return settle(new Error('said too much'));
      if (end < 0) return;
      settle(seen.toString('latin1', 0, end).replace(/\r$/, ''));
      if (seen.length > end + 1) socket.unshift(seen.subarray(end + 1));
    };
    socket.on('data', take).on('close', ended);
  });
}
