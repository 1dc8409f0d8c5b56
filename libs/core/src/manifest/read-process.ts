import { MAX_QUANTITY } from '../formation/quantity.js';
import { parseProcessType } from '../formation/process-type.js';
import { parseCpu } from '../quantity/cpu.js';
import { parseMemory } from '../quantity/memory.js';
import { faultOfCommand } from '../release/command.js';
import type { RulesWish } from '../rules/rules-wish.js';
import type { ManifestProcess } from './manifest.js';
import type { ManifestNode, MapEntry } from './manifest-node.js';
import { at, refuseAt } from './place.js';
import { readCheck } from './read-check.js';
import { readDisruption } from './read-disruption.js';
import { mapOf, readFields, type Fields } from './read-fields.js';
import { RULES } from './read-rules.js';
import { readUpdate } from './read-update.js';
import { readText, readWhole } from './read-values.js';

/** `processes:`, by process type. */
export function readProcesses(node: ManifestNode): ManifestProcess[] {
  return mapOf(node, 'processes').entries.map(readProcess);
}

type OtherThanRules = Omit<ManifestProcess, 'processType' | 'place' | 'rules'>;

function readProcess({ key, place, value }: MapEntry): ManifestProcess {
  const processType = at(place, () => parseProcessType(key));
  const where = `processes.${processType}`;
  const fields = readFields<OtherThanRules & RulesWish>(value, { ...fieldsOf(where), ...RULES }, where);
  const { command, quantity, cpuMillis, memoryMib, healthCheck, disruption, update, updatePlace, ...rules } = fields;
  const known = { command, quantity, cpuMillis, memoryMib, healthCheck, disruption, update, updatePlace };
  return { ...known, processType, place, ...(Object.keys(rules).length > 0 && { rules }) };
}

/** A kind of setting that is new gets its line here, and one in renderProcess(). */
function fieldsOf(where: string): Fields<OtherThanRules> {
  return {
    command: (node) => ({ command: readCommand(node) }),
    quantity: (node) => ({ quantity: readWhole(node, [0, MAX_QUANTITY]) }),
    cpu: (node) => ({ cpuMillis: parseCpu(readText(node)) }),
    memory: (node) => ({ memoryMib: parseMemory(readText(node)) }),
    checks: (node) => ({ healthCheck: readCheck(node, where) }),
    disruption: (node) => ({ disruption: readDisruption(node, where) }),
    update: (node) => ({ update: readUpdate(node, where), updatePlace: node.place }),
  };
}

function readCommand(node: ManifestNode): string {
  const command = readText(node);
  const fault = faultOfCommand(command);
  return fault === null ? command : refuseAt(node.place, `the command ${fault}`);
}
