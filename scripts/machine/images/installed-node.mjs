import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { StepError } from '../step-error.mjs';

/** A tree with the node and npm that run here, to be laid over an image; Debian's own Node is too old. */
export function installedNode(tree) {
  const bin = path.join(tree, 'usr/local/bin');
  const modules = path.join(tree, 'usr/local/lib/node_modules');
  mkdirSync(bin, { recursive: true });
  mkdirSync(modules, { recursive: true });
  cpSync(process.execPath, path.join(bin, 'node'), { dereference: true });
  cpSync(npmDir(), path.join(modules, 'npm'), { recursive: true, verbatimSymlinks: true });
  for (const name of ['npm', 'npx']) symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, path.join(bin, name));
  return tree;
}

function npmDir() {
  const beside = path.resolve(process.execPath, '../../lib/node_modules/npm');
  const running = process.env.npm_execpath && path.resolve(process.env.npm_execpath, '../..');
  const found = [beside, running, '/usr/share/nodejs/npm'].find(
    (directory) => directory && existsSync(path.join(directory, 'bin/npm-cli.js')),
  );
  if (found) return found;
  throw new StepError(`no npm beside ${process.execPath}`, {
    todo: 'Install Node with npm (nodejs.org or nodesource), version 20.19 or newer.',
  });
}
