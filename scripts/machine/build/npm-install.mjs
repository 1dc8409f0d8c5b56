import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { npm } from './npm.mjs';
import { hashOf, isStamped, stamp } from './stamp.mjs';
import { CLONE_DIR } from '../state-dir.mjs';

const STAMP = path.join(CLONE_DIR, 'node_modules', '.jujube-installed');

/** Installs the npm packages unless those of this package.json and lock file are there. Answers whether it had to. */
export async function npmInstall(options) {
  const wanted = () => hashOf(['package.json', 'package-lock.json']);
  if (isStamped(STAMP, wanted())) return false;
  // `npm ci` wants packages of other platforms in the lock file that not every registry carries; nothing is saved, so that
  // what this registry carries does not change the lock file
  await npm(['install', '--no-save', '--no-audit', '--no-fund', '--include=dev'], { ...options, timeoutMs: 900_000 });
  if (!existsSync(path.dirname(STAMP))) mkdirSync(path.dirname(STAMP));
  stamp(STAMP, wanted());
  return true;
}
