#!/usr/bin/env node
// The command-line client of this clone: loads the bundle that `npm start` and `npm run build` make.
import { existsSync } from 'node:fs';

const bundle = new URL('../dist/cli/jujube.js', import.meta.url);

if (existsSync(bundle)) {
  await import(bundle.href);
} else {
  process.stderr.write(' ›   Error: jujube is not built yet. Run npm start once (or npm run build).\n');
  process.exitCode = 1;
}
