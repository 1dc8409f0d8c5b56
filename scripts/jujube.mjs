#!/usr/bin/env node
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const BUNDLE = path.join(import.meta.dirname, '../dist/cli/jujube.js');

if (existsSync(BUNDLE)) {
  await import(pathToFileURL(BUNDLE).href);
} else {
  console.error('jujube is not built yet. Run `npm start` once (or `npm install && npm run build`).');
  process.exitCode = 1;
}
