import type { ConstraintTuple } from '@jujube/core/rules/rules-wish.js';
import type { ProcessInput } from '@jujube/usecases/formation/apply-process.js';
import { formatAppId, parseAppId, type AppId } from './app-id.js';
import { Mistakes } from '../definitions/mistakes.js';
import { readDefinition } from './read-definition.js';

type Read = NonNullable<ReturnType<typeof readDefinition>>;

/** A Marathon app definition as the use case takes it; absent members stay as they are. */
export interface AppDefinition extends Pick<ProcessInput, 'formation' | 'constraints' | 'hostPort'> {
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
  if (read.portDefinitions?.[0]?.port && !read.requirePorts) {
    mistakes.add(
      '/portDefinitions/0/port',
      'is taken as a port of the host with requirePorts only; there are no service ports',
    );
  }
  const isOnPath = !idInPath || read.id === undefined || formatAppId(parseAppId(read.id)) === formatAppId(idInPath);
  if (!isOnPath) mistakes.add('/id', 'must be the one of the address');
  mistakes.refuse();
  const id = idInPath ?? parseAppId(read.id!);
  refusePortlessPorts(read, id);
  return { id, ...definitionOf(read) };
}

/** The same, with Marathon's defaults for what it leaves out. */
export function asNew(definition: AppDefinition): AppDefinition {
  const { instances: quantity, cpus: cpuMillis, mem: memoryMib } = NEW;
  return { ...definition, formation: { quantity, cpuMillis, memoryMib, ...definition.formation } };
}

function definitionOf(read: Read): Omit<AppDefinition, 'id'> {
  const { instances, cpus, mem, healthChecks, constraints, upgradeStrategy } = read;
  return {
    formation: {
      ...(instances !== undefined && { quantity: instances }),
      ...(cpus !== undefined && { cpuMillis: cpus }),
      ...(mem !== undefined && { memoryMib: mem }),
      ...(healthChecks && { healthCheck: healthChecks[0] ?? null }),
      ...(upgradeStrategy && { update: upgradeStrategy }),
    },
    ...(constraints && { constraints: constraints as unknown as ConstraintTuple[] }),
    ...hostPortOf(read),
    ...(read.cmd !== undefined && { command: read.cmd }),
    ...(read.container?.docker?.image !== undefined && { imageTag: read.container.docker.image }),
    ...(read.env && { env: read.env }),
  };
}

function hostPortOf(read: Read): Pick<AppDefinition, 'hostPort'> {
  const [mapping] = read.container?.portMappings ?? read.container?.docker?.portMappings ?? [];
  const [definition] = read.portDefinitions ?? [];
  const port = mapping?.hostPort ?? (read.requirePorts ? definition?.port : undefined);
  return port === undefined ? {} : { hostPort: port === 0 ? null : port };
}

// only `web` and what has a check listen on anything
function refusePortlessPorts({ portDefinitions, container, healthChecks }: Read, { processType }: AppId): void {
  const ports = [portDefinitions, container?.portMappings, container?.docker?.portMappings].flatMap(
    (list) => list ?? [],
  );
  if (ports.length === 0 || processType === 'web' || healthChecks?.length) return;
  const mistakes = new Mistakes();
  mistakes.add('/healthChecks', `must be given: ${processType} has a PORT only when a check looks at it`);
  mistakes.refuse();
}
