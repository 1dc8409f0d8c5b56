import type { NpmInstall } from './npm-install.js';

export interface ProcfileImage {
  baseImage: string;
  npm: NpmInstall | null;
  processTypes: Record<string, string>;
  /** secrets of the build that the installation sees as variables */
  secretNames: string[];
}

/** The Dockerfile for a source that has only a Procfile. Its CMD is the web command, so that the image also runs alone. */
export function procfileImage({ baseImage, npm, processTypes, secretNames }: ProcfileImage): string {
  const web = processTypes['web'];
  const lines = [
    `FROM ${baseImage}`,
    'WORKDIR /app',
    'ENV NODE_ENV=production',
    ...(npm ? [`COPY ${[...npm.files, './'].join(' ')}`, `RUN ${withSecrets(npm.argv, secretNames)}`] : []),
    'COPY . .',
    ...(web === undefined ? [] : [`CMD ${JSON.stringify(['/bin/sh', '-c', web])}`]),
  ];
  return `${lines.join('\n')}\n`;
}

// a secret is a file; only the shell of this one step makes variables of them
function withSecrets(argv: string[], names: string[]): string {
  if (names.length === 0) return JSON.stringify(argv);
  const mounts = names.map((name) => `--mount=type=secret,id=${name}`);
  const variables = names.map((name) => `${name}="$(cat /run/secrets/${name})"`);
  return [...mounts, ...variables, ...argv].join(' ');
}
