import net from 'node:net';
import { waitUntil } from '../wait-until.mjs';

// a socket in Linux's abstract namespace: it ends with its process, so that nothing is left of a start that was killed
const TURN = '\0jujube-ports';
const PATIENCE_MS = 60_000;

/**
 * Holds other starts on this machine back between the choice of ports and their use: two at once would choose the same.
 * Answers a function that lets the next one go on. Whoever waited too long goes on all the same.
 */
export async function holdPorts(signal) {
  let turn = null;
  const take = async () => (turn = await listen());
  await waitUntil('other starts have their ports', take, { timeoutMs: PATIENCE_MS, everyMs: 100, signal }).catch(() =>
    signal?.throwIfAborted(),
  );
  return () => turn?.close();
}

function listen() {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(null));
    server.listen(TURN, () => resolve(server));
  });
}
