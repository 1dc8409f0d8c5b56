import type { ContainerInfo, ContainerInspectInfo } from 'dockerode';
import type { ContainerState, OurContainer } from '../our-container.js';

/** What a list entry tells; start, end and exit code are not in it. */
export function fromList(entry: ContainerInfo): OurContainer {
  return {
    id: entry.Id,
    name: entry.Names[0]?.replace(/^\//, '') ?? entry.Id,
    labels: entry.Labels,
    state: stateOf(entry.State),
    imageRef: entry.Image,
    hostPorts: publishedPorts(entry.Ports),
  };
}

/** All that is known about a container. */
export function fromInspect(found: ContainerInspectInfo): OurContainer {
  const { State: state, Config: config } = found;
  const hasEnded = state.Status === 'exited' || state.Status === 'dead';
  return {
    id: found.Id,
    name: found.Name.replace(/^\//, ''),
    labels: config.Labels,
    state: stateOf(state.Status),
    ...(hasEnded && { exitCode: state.ExitCode, oomKilled: state.OOMKilled }),
    startedAt: timeOf(state.StartedAt),
    finishedAt: hasEnded ? timeOf(state.FinishedAt) : undefined,
    startError: state.Error || undefined,
    imageRef: config.Image,
    hostPorts: state.Running ? portsOf(found.NetworkSettings.Ports) : portsOf(found.HostConfig.PortBindings),
  };
}

// `removing` is on its way out: nothing can be done with it any more
function stateOf(state: string): ContainerState {
  return state === 'removing' ? 'dead' : (state as ContainerState);
}

// the engine writes year 1 for 'never'
function timeOf(text: string | undefined): Date | undefined {
  return text && !text.startsWith('0001-') ? new Date(text) : undefined;
}

function publishedPorts(ports: ContainerInfo['Ports'] = []): OurContainer['hostPorts'] {
  return distinct(ports.map((port) => ({ containerPort: port.PrivatePort, hostPort: port.PublicPort })));
}

type Bindings = Record<string, { HostPort?: string }[] | null>;

function portsOf(bindings: unknown): OurContainer['hostPorts'] {
  const all = Object.entries((bindings ?? {}) as Bindings).flatMap(([key, list]) =>
    (list ?? []).map(({ HostPort }) => ({ containerPort: Number.parseInt(key), hostPort: Number(HostPort || 0) })),
  );
  return distinct(all);
}

// published once for IPv4 and once for IPv6, and not at all for ports that are only exposed
function distinct(ports: OurContainer['hostPorts']): OurContainer['hostPorts'] {
  const byKey = new Map(ports.filter((port) => port.hostPort > 0).map((port) => [JSON.stringify(port), port]));
  return [...byKey.values()].sort((a, b) => a.containerPort - b.containerPort || a.hostPort - b.hostPort);
}
