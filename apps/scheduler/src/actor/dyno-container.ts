import type { ContainerSpec } from '@jujube/containers/container-spec.js';
import { LABEL } from '@jujube/containers/labels.js';
import { CONTAINER_PORT } from '@jujube/core/cluster/container-port.js';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import { dynoName } from '../logs/dyno-line.js';
import { commandArgv } from './command-argv.js';

/** Which dyno a container is. */
export const DYNO_ID_LABEL = 'io.jujube.dyno-id';

/** The same for every try to start one dyno, so that a second try finds the container of the first. */
export function containerName(dyno: Pick<DynoEntity, 'id' | 'appName' | 'processType' | 'slot'>): string {
  return `jj-${dyno.appName}-${dyno.processType}-${dyno.slot}-${dyno.id.slice(0, 8)}`;
}

/** The container of a dyno: the release's image and command, the app's config, and what the platform adds to it. */
export function dynoContainer(dyno: DynoEntity, config: Readonly<Record<string, string>>): ContainerSpec {
  const port: Record<string, string> = dyno.hostPort === null ? {} : { PORT: String(CONTAINER_PORT) };
  return {
    name: containerName(dyno),
    image: dyno.image,
    command: commandArgv(dyno.command),
    env: {
      ...config,
      ...port,
      DYNO: dynoName(dyno),
      JUJUBE_APP: dyno.appName,
      JUJUBE_RELEASE_VERSION: `v${dyno.releaseVersion}`,
    },
    labels: labelsOf(dyno),
    cpuMillis: dyno.cpuMillis,
    memoryMib: dyno.memoryMib,
    ports: dyno.hostPort === null ? [] : [{ containerPort: CONTAINER_PORT, hostPort: dyno.hostPort }],
  };
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
