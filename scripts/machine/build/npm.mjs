import path from 'node:path';
import { existsSync } from 'node:fs';
import { runProgram } from '../process/run-program.mjs';
import { CLONE_DIR } from '../state-dir.mjs';

/** Runs npm in the clone, the one that belongs to the Node that runs us. */
export function npm(args, options) {
  const beside = path.resolve(process.execPath, '../../lib/node_modules/npm/bin/npm-cli.js');
  const cli = existsSync(beside) ? [process.execPath, beside] : ['npm'];
  return runProgram([...cli, ...args], { cwd: CLONE_DIR, env: withoutOwnFlags(), ...options });
}

// `npm start --hosts 3` leaves our flags in the environment, where another npm would warn about them
function withoutOwnFlags() {
  const isOurs = ([name]) => /^npm_config_(hosts|detach|demo)$/.test(name);
  return Object.fromEntries(Object.entries(process.env).filter((entry) => !isOurs(entry)));
}
