import net from 'node:net';
import { StepError } from './step-error.mjs';

/** The wanted port of an address, or the next one that nobody listens on (at most 200 further on). */
export async function freePort(wanted, host = '127.0.0.1', taken = []) {
  for (let port = wanted; port < wanted + 200; port++) {
    if (!taken.includes(port) && (await isFree(port, host))) return port;
  }
  throw new StepError(`no free port on ${host} from ${wanted} to ${wanted + 199}`, {
    todo: 'End a program that listens there (ss -ltnp shows them).',
  });
}

/** A port that the kernel picks; for private services whose number nobody needs to know. */
export async function anyPort(host = '127.0.0.1') {
  const server = await listen(0, host);
  const { port } = server.address();
  await close(server);
  return port;
}

async function isFree(port, host) {
  try {
    await close(await listen(port, host));
    return true;
  } catch (error) {
    if (error.code === 'EADDRINUSE' || error.code === 'EACCES') return false;
    throw error;
  }
}

function listen(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => resolve(server));
  });
}

function close(server) {
  return new Promise((resolve) => server.close(resolve));
}
