import { connect, type NetConnectOpts } from 'node:net';

export type Reach = 'open' | 'refused' | 'silent';

/** Whether something accepts connections there: `refused` is an answer by the machine, `silent` is none in time. */
export async function reach(target: NetConnectOpts, timeoutMs: number): Promise<Reach> {
  return new Promise((resolve) => {
    const socket = connect(target);
    const settle = (result: Reach) => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(timeoutMs, () => settle('silent'));
    socket.once('connect', () => settle('open'));
    socket.once('error', (error: NodeJS.ErrnoException) => settle(isRefusal(error) ? 'refused' : 'silent'));
  });
}

// a unix socket whose engine is gone may be gone itself
function isRefusal(error: NodeJS.ErrnoException): boolean {
  return error.code === 'ECONNREFUSED' || error.code === 'ENOENT';
}
