import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CLONE_DIR, writeWhole } from '../state-dir.mjs';

/** A hash over files and directories of the clone (names and contents); what is not there counts as empty. */
export function hashOf(names, accept = () => true) {
  const hash = createHash('sha256');
  for (const file of names.flatMap((name) => filesBelow(path.join(CLONE_DIR, name))).filter(accept)) {
    hash.update(path.relative(CLONE_DIR, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

export function isStamped(stampFile, hash) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash;
}

export function stamp(stampFile, hash) {
  writeWhole(stampFile, hash, 0o644);
}

function filesBelow(name) {
  if (!existsSync(name)) return [];
  const entries = listing(name);
  if (!entries) return [name];
  return entries.flatMap((entry) => (entry === 'node_modules' ? [] : filesBelow(path.join(name, entry)))).sort();
}

function listing(name) {
  try {
    return readdirSync(name);
  } catch (error) {
    if (error.code === 'ENOTDIR') return null;
    throw error;
  }
}
