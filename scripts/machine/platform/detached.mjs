import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CLONE_DIR } from '../state-dir.mjs';

const START = path.join(CLONE_DIR, 'scripts/start.mjs');
const LAST_WORDS_MS = 1_000;

/** Starts the platform in a process of its own, shows its progress, and answers an exit code as soon as it is ready or has ended. */
export function startDetached({ state, argv, print, script = START }) {
  const logFile = path.join(state.logDir, 'start.log');
  const child = spawnDetached([script, ...argv], logFile);
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => child.kill(name));
  return new Promise((resolve) => {
    let isExplained = false;
    child.on('message', (message) => {
      if (message.line !== undefined) print(message.line);
      if (message.failed) isExplained = true;
      if (message.ready) resolve(leave(child));
    });
    child.once('error', (error) => resolve(print(error.message) ?? 1));
    child.once('exit', async (code, signal) => {
      if (child.connected) await Promise.race([once(child, 'disconnect'), sleep(LAST_WORDS_MS)]);
      if (!isExplained) print(endText({ code, signal, logFile }));
      resolve(code || 1);
    });
  });
}

/** The other end: how the detached process speaks to the one that waits, for as long as that one is there. */
export function linesToParent() {
  process.on('disconnect', () => undefined);
  const send = (message) => process.connected && process.send(message, () => undefined);
  return {
    print: (line) => send({ line }),
    onReady: () => send({ ready: true }),
    onFailed: () => send({ failed: true }),
  };
}

function spawnDetached(argv, logFile) {
  const log = openSync(logFile, 'w', 0o600);
  const child = spawn(process.execPath, argv, {
    cwd: CLONE_DIR,
    detached: true,
    env: { ...process.env, JUJUBE_DETACHED: '1' },
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  return child;
}

function leave(child) {
  child.disconnect();
  child.unref();
  return 0;
}

function endText({ code, signal, logFile }) {
  const how = signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
  return `The process that started Jujube ${how} before it was ready. Its log: ${logFile}. Run npm start again.`;
}
