import type { NpmInstall } from './npm-install.js';

export interface ProcfileImage {
  baseImage: string;
  npm: NpmInstall | null;
  processTypes: Record<string, string>;
}

/** The Dockerfile for a source that has only a Procfile. Its CMD is the web command, so that the image also runs alone. */
export function procfileImage({ baseImage, npm, processTypes }: ProcfileImage): string {
  const web = processTypes['web'];
  const lines = [
    `FROM ${baseImage}`,
    'WORKDIR /app',
    'ENV NODE_ENV=production',
    ...(npm ? [`COPY ${[...npm.files, './'].join(' ')}`, `RUN ${JSON.stringify(npm.argv)}`] : []),
    'COPY . .',
    ...(web === undefined ? [] : [`CMD ${JSON.stringify(['/bin/sh', '-c', web])}`]),
  ];
  return `${lines.join('\n')}\n`;
}
