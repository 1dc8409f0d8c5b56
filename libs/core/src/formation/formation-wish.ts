import { UserError } from '../errors/user-error.js';
import { formatCpu } from '../quantity/cpu.js';
import { formatMemory } from '../quantity/memory.js';
import type { Resources } from '../quantity/resources.js';
import type { FieldHost } from '../rules/host-field.js';
import type { PlacementRules } from '../rules/placement-rules.js';
import type { UpdatePolicy } from '../wanted/wanted.js';

/** What is wanted of one process type. */
export interface FormationWish extends Resources {
  readonly processType: string;
  readonly quantity: number;
  /** with its own service under the name of the process type */
  readonly rules: PlacementRules;
  readonly update: UpdatePolicy;
}

/** A registered host that has been reached at least once. */
export interface KnownHost extends Resources, FieldHost {
  /** ids of its graphics processors; absent: none */
  readonly gpus?: readonly string[];
}

export function sizeText({ cpuMillis, memoryMib }: Resources): string {
  return `cpu ${formatCpu(cpuMillis)} and memory ${formatMemory(memoryMib)}`;
}

/** Always throws `invalid_params`. */
export function refuseWish({ processType }: FormationWish, why: string): never {
  throw new UserError('invalid_params', `${processType} can never run like this: ${why}.`);
}
