import type { UpdateFormation } from '@jujube/contract/formation.js';
import { parseCpu, parseMemory } from '../output/resource-text.js';

/** What `--cpu` and `--memory` change; empty without them. */
export function parseSize(flags: { cpu: string | undefined; memory: string | undefined }): UpdateFormation {
  return {
    ...(flags.cpu === undefined ? {} : { cpu_millis: parseCpu(flags.cpu, 'cpu') }),
    ...(flags.memory === undefined ? {} : { memory_mib: parseMemory(flags.memory, 'memory') }),
  };
}
