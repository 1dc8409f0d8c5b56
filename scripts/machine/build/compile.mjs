import { rmSync } from 'node:fs';
import path from 'node:path';
import { npm } from './npm.mjs';
import { hashOf, isStamped, stamp } from './stamp.mjs';
import { CLONE_DIR } from '../state-dir.mjs';

const STAMP = path.join(CLONE_DIR, 'dist', '.jujube-built');
const INPUTS = [
  'apps',
  'libs',
  'nest-cli.json',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
  'scripts/bundle-cli.mjs',
];

/** Builds the processes and the CLI unless dist/ was built from these very sources. Answers whether it had to. */
export async function compile(options) {
  const wanted = hashOf(INPUTS, (file) => !file.endsWith('.spec.ts'));
  if (isStamped(STAMP, wanted)) return false;
  rmSync(STAMP, { force: true });
  await npm(['run', 'build'], { ...options, timeoutMs: 300_000 });
  stamp(STAMP, wanted);
  return true;
}
