import type { Resources } from './resources.js';

/** All of them together. */
export function sumOf(all: readonly Resources[]): Resources {
  return {
    cpuMillis: all.reduce((sum, { cpuMillis }) => sum + cpuMillis, 0),
    memoryMib: all.reduce((sum, { memoryMib }) => sum + memoryMib, 0),
  };
}
