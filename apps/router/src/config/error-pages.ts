import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from './write-atomically.js';

const PAGES: Readonly<Record<string, readonly [title: string, text: string]>> = {
  unknown: ['No such app', 'No app has this host name. Add it with: jujube domains:add'],
  unavailable: [
    'Application error',
    'No dyno of this app can answer. Its owner sees why with: jujube ps and jujube logs',
  ],
  maintenance: ['Offline for maintenance', 'This app is offline for maintenance. Try again in a while.'],
  'bad-gateway': ['Application error', 'The app ended the connection without an answer. See: jujube logs'],
  timeout: ['Application error', 'The app did not answer in time. See: jujube logs'],
};

/** Writes the pages that HAProxy answers with on its own. */
export async function writeErrorPages(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const [name, [title, text]] of Object.entries(PAGES)) {
    await writeAtomically(join(directory, `${name}.html`), page(title, text));
  }
}

function page(title: string, text: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>
<body style="font-family:sans-serif;max-width:40em;margin:15vh auto;padding:0 1em"><h1>${title}</h1><p>${text}</p></body></html>
`;
}
