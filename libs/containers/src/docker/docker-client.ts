import type http from 'node:http';
import Docker from 'dockerode';
import { hostAddress } from './host-address.js';
import type { HostAddress } from './host-address.js';
import { dropIdleSockets, sshAgent, tlsAgent, unixAgent } from './http-agents.js';
import { SshTunnel } from './ssh-tunnel.js';
import type { HostConnection } from '../host-connection.js';

/** dockerode for one host over its transport, with a way to end it. */
export interface DockerClient {
  docker: Docker;
  /** Set only for an engine of this very machine. */
  isLocal: boolean;
  dropIdle(): void;
  close(): Promise<void>;
}

// given in full, so that nothing comes from the environment
const NOTHING_ELSE = {
  host: undefined,
  port: undefined,
  socketPath: undefined,
  username: undefined,
  password: undefined,
  version: undefined,
  timeout: undefined,
  connectionTimeout: undefined,
  pathPrefix: '/',
  ca: undefined,
  cert: undefined,
  key: undefined,
};

/** Connects nothing yet; refuses (UserError) a connection that is not well formed. */
export function openDockerClient(connection: HostConnection): DockerClient {
  const address = hostAddress(connection);
  const { options, agent, close } = transportOf(address);
  const docker = withoutDockerVariables(
    () => new Docker({ ...NOTHING_ELSE, ...options, agent } as Docker.DockerOptions),
  );
  return {
    docker,
    isLocal: address.kind === 'unix',
    dropIdle: () => dropIdleSockets(agent),
    close: async () => {
      agent.destroy();
      await close();
    },
  };
}

interface Transport {
  options: object;
  agent: http.Agent;
  close(): Promise<void>;
}

function transportOf(address: HostAddress): Transport {
  const close = async () => {};
  switch (address.kind) {
    case 'unix':
      return { options: { protocol: 'http', socketPath: address.socketPath }, agent: unixAgent(), close };
    case 'tls': {
      const { host, port, tls } = address;
      return { options: { protocol: 'https', host, port }, agent: tlsAgent(tls), close };
    }
    case 'ssh': {
      const tunnel = new SshTunnel(address);
      const options = { protocol: 'http', host: 'engine.invalid', port: 80 };
      return { options, agent: sshAgent(tunnel), close: () => tunnel.close() };
    }
  }
}

// docker-modem reads them when it is made, even files they name
function withoutDockerVariables<T>(make: () => T): T {
  const kept = Object.entries(process.env).filter(([name]) => name.startsWith('DOCKER_'));
  for (const [name] of kept) delete process.env[name];
  try {
    return make();
  } finally {
    Object.assign(process.env, Object.fromEntries(kept));
  }
}
