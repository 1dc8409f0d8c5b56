import { createRequire } from 'node:module';

/** Before it, workers never came back after Redis had been away for some seconds, while they looked healthy. */
const OLDEST = [6, 3, 3] as const;

export function assertBullmqVersion(version = installedVersion()): void {
  const parts = version.split('.').map((part) => Number.parseInt(part, 10));
  const difference = OLDEST.map((part, index) => (parts[index] ?? 0) - part).find((each) => each !== 0) ?? 0;
  if (difference >= 0) return;
  throw new Error(
    `bullmq ${version} is installed, and its workers may never resume after an outage of Redis: ` +
      `${OLDEST.join('.')} or newer is needed (npm install)`,
  );
}

function installedVersion(): string {
  return createRequire(import.meta.url)('bullmq/package.json').version;
}
