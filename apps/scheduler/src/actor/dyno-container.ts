import type { ContainerSpec, PortBinding } from '@jujube/containers/container-spec.js';
import { LABEL } from '@jujube/containers/labels.js';
import { CONTAINER_PORT } from '@jujube/core/cluster/container-port.js';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import { dynoName } from '../logs/dyno-line.js';
import { commandArgv } from '@jujube/core/task/command-argv.js';

/** Which dyno a container is. */
export const DYNO_ID_LABEL = 'io.jujube.dyno-id';

/** The same for every try to start one dyno, so that a second try finds the container of the first. */
export function containerName(dyno: Pick<DynoEntity, 'id' | 'appName' | 'processType' | 'slot'>): string {
  return `jj-${dyno.appName}-${dyno.processType}-${dyno.slot}-${dyno.id.slice(0, 8)}`;
}

/** The container of a dyno: the release's image and command, the app's config, and what the platform adds to it. */
export function dynoContainer(dyno: DynoEntity, config: Readonly<Record<string, string>>): ContainerSpec {
  return {
    name: containerName(dyno),
    image: dyno.image,
    command: commandArgv(dyno.command),
    env: {
      ...config,
      ...portVars(dyno),
      DYNO: dynoName(dyno),
      JUJUBE_APP: dyno.appName,
      JUJUBE_RELEASE_VERSION: `v${dyno.releaseVersion}`,
    },
    labels: labelsOf(dyno),
    cpuMillis: dyno.cpuMillis,
    memoryMib: dyno.memoryMib,
    ports: portBindings(dyno),
    gpus: dyno.gpus,
  };
}

/** `PORT`, and `PORT_METRICS` for the port `metrics`. */
function portVars({ hostPort, ports }: DynoEntity): Record<string, string> {
  const named = ports.map(({ name, containerPort }) => [variableOf(name), String(containerPort)]);
  return { ...(hostPort !== null && { PORT: String(CONTAINER_PORT) }), ...Object.fromEntries(named) };
}

const variableOf = (name: string) => `PORT_${name.toUpperCase().replaceAll('-', '_')}`;

function portBindings({ hostPort, ports }: DynoEntity): PortBinding[] {
  const main = hostPort === null ? [] : [{ containerPort: CONTAINER_PORT, hostPort }];
  const named = ports.map(({ containerPort, hostPort: port, protocol }) => ({
    containerPort,
    hostPort: port,
    protocol,
  }));
  return [...main, ...named];
}

function labelsOf(dyno: DynoEntity): Record<string, string> {
  return {
    [LABEL.kind]: 'dyno',
    'io.jujube.app': dyno.appName,
    'io.jujube.app-id': dyno.appId,
    [DYNO_ID_LABEL]: dyno.id,
    'io.jujube.generation': dyno.generation,
    'io.jujube.release': `v${dyno.releaseVersion}`,
  };
}
