import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const DEBIAN_URI = /(?:deb|URIs:)[^\n]*?\b(?:https?|file):\/\/\S*\/debian(?:-security)?\/?(?=\s|$)/;

/**
 * The machine's own files that name a Debian mirror for a suite, so that images come from the mirror that apt-get uses here
 * (an empty list lets mmdebstrap take deb.debian.org).
 */
export function packageSources(suite) {
  const directory = '/etc/apt/sources.list.d';
  const inDirectory = existsSync(directory) ? readdirSync(directory).map((name) => path.join(directory, name)) : [];
  const files = ['/etc/apt/sources.list', ...inDirectory].filter(
    (file) => existsSync(file) && /\.(list|sources)$/.test(file),
  );
  return files.filter((file) => {
    const text = readFileSync(file, 'utf8').replace(/^\s*#.*$/gm, '');
    return DEBIAN_URI.test(text) && new RegExp(`\\b${suite}\\b`).test(text) && !/third-party|nodesource/.test(text);
  });
}
