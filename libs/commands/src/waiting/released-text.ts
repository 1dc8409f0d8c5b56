import { endingText } from './ending-text.js';
import type { ReleasedRelease } from './wait-for-release.js';

/** `v10`, `v10 (superseded by v11, which serves)`, or what it waits for. */
export function releasedText(version: number, { release, supersession }: ReleasedRelease): string {
  return supersession === '' ? endingText(release) : `v${version} (${supersession})`;
}
