import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { CLONE_DIR } from '../state-dir.mjs';

/** Starts the platform in a process of its own, shows its progress, and answers an exit code as soon as it is ready. */
export function startDetached({ state, argv, print }) {
  const log = openSync(path.join(state.logDir, 'start.log'), 'w', 0o600);
  const child = spawn(process.execPath, [path.join(CLONE_DIR, 'scripts/start.mjs'), ...argv], {
    cwd: CLONE_DIR,
    detached: true,
    env: { ...process.env, JUJUBE_DETACHED: '1' },
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => child.kill(name));
  return new Promise((resolve) => {
    child.on('message', (message) => {
      if (message.line !== undefined) print(message.line);
      if (message.ready) resolve(leave(child));
    });
    child.once('error', (error) => resolve(print(error.message) ?? 1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** The other end: how the detached process speaks to the one that waits, for as long as that one is there. */
export function linesToParent() {
  process.on('disconnect', () => undefined);
  const send = (message) => process.connected && process.send(message, () => undefined);
  return { print: (line) => send({ line }), onReady: () => send({ ready: true }) };
}

function leave(child) {
  child.disconnect();
  child.unref();
  return 0;
}
