import type { ConstraintTuple } from '@jujube/core/rules/rules-wish.js';
import type { ProcessInput } from '@jujube/usecases/formation/apply-process.js';
import { formatAppId, parseAppId, type AppId } from './app-id.js';
import { Mistakes } from '../definitions/mistakes.js';
import { portRules, wantsPorts } from './port-rules.js';
import { readDefinition } from './read-definition.js';

type Read = NonNullable<ReturnType<typeof readDefinition>>;

/** A Marathon app definition as the use case takes it; absent members stay as they are. */
export interface AppDefinition extends Pick<ProcessInput, 'formation' | 'rules'> {
  readonly id: AppId;
  readonly command?: string;
  readonly imageTag?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What Marathon takes for a new app that does not say. */
const NEW = { instances: 1, cpus: 1000, mem: 128 };

/** @param idInPath of a PUT, which changes only what its body names. @throws UserError invalid_params with all mistakes */
export function parseDefinition(body: unknown, idInPath?: AppId): AppDefinition {
  const mistakes = new Mistakes();
  const read = readDefinition(body ?? {}, { path: '', mistakes }) ?? {};
  if (idInPath === undefined && read.id === undefined) mistakes.add('/id', 'must be given');
  if (read.constraints?.some((parts) => parts.length < 2)) {
    mistakes.add('/constraints', 'must be lists of a field, an operator and perhaps a value');
  }
  const rules = rulesOf(read, mistakes);
  const isOnPath = !idInPath || read.id === undefined || formatAppId(parseAppId(read.id)) === formatAppId(idInPath);
  if (!isOnPath) mistakes.add('/id', 'must be the one of the address');
  mistakes.refuse();
  const id = idInPath ?? parseAppId(read.id!);
  refusePortlessPorts(read, id);
  return { id, ...definitionOf(read), ...rules };
}

/** The same, with Marathon's defaults for what it leaves out. */
export function asNew(definition: AppDefinition): AppDefinition {
  const { instances: quantity, cpus: cpuMillis, mem: memoryMib } = NEW;
  return { ...definition, formation: { quantity, cpuMillis, memoryMib, ...definition.formation } };
}

function definitionOf(read: Read): Omit<AppDefinition, 'id' | 'rules'> {
  const { instances, cpus, mem, healthChecks, upgradeStrategy } = read;
  return {
    formation: {
      ...(instances !== undefined && { quantity: instances }),
      ...(cpus !== undefined && { cpuMillis: cpus }),
      ...(mem !== undefined && { memoryMib: mem }),
      ...(healthChecks && { healthCheck: healthChecks[0] ?? null }),
      ...(upgradeStrategy && { update: upgradeStrategy }),
    },
    ...(read.cmd !== undefined && { command: read.cmd }),
    ...(read.container?.docker?.image !== undefined && { imageTag: read.container.docker.image }),
    ...(read.env && { env: read.env }),
  };
}

function rulesOf(read: Read, mistakes: Mistakes): Pick<AppDefinition, 'rules'> {
  const rules = {
    ...(read.constraints && { constraints: read.constraints as unknown as ConstraintTuple[] }),
    ...portRules(read, mistakes),
    ...(read.gpus !== undefined && { gpus: read.gpus }),
  };
  return Object.keys(rules).length === 0 ? {} : { rules };
}

// only `web` and what has a check listen on anything, and what has a check on what this looks at
function refusePortlessPorts(read: Read, { processType }: AppId): void {
  if (!wantsPorts(read) || processType === 'web') return;
  const mistakes = new Mistakes();
  const [check] = read.healthChecks ?? [];
  if (!check) {
    mistakes.add('/healthChecks', `must be given: ${processType} has a PORT only when a check looks at it`);
  } else if (check.portName !== undefined) {
    mistakes.add(
      '/healthChecks/0/portIndex',
      `may only be 0 here: ${processType} has a PORT only when its check looks at it`,
    );
  }
  mistakes.refuse();
}
