import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import type { PullLogins } from '../actor/pull-logins.js';
import type { Finding } from './findings.js';

// exists nowhere: an engine that is told so has reached the registry and was let in
const NO_IMAGE = 'jujube-preflight:none';
const WITHIN_MS = 6_000;
const REACHED = /manifest|not found|name unknown|unknown/i;

/** Whether the engine can pull from our registry, tried with an image that does not exist. */
export async function registryFinding(
  engine: ContainerEngine,
  registry: { host: string; logins: PullLogins },
): Promise<Finding> {
  const image = `${registry.host}/${NO_IMAGE}`;
  const signal = AbortSignal.timeout(WITHIN_MS);
  const trouble = await engine.pull(image, { auth: registry.logins.for(image), signal }).then(
    () => null,
    (error: unknown) => (signal.aborted ? `no answer within ${WITHIN_MS / 1000} s` : messageOf(error)),
  );
  const isOk = trouble === null || REACHED.test(trouble);
  return {
    check: 'registry',
    isOk,
    isRequired: true,
    message: isOk ? `can pull from ${registry.host}` : `cannot pull from ${registry.host}: ${trouble}`,
    ...(!isOk && { mend: mendingLine(trouble ?? '', registry.host) }),
  };
}

function mendingLine(trouble: string, host: string): string {
  if (/server gave HTTP response to HTTPS client|x509|tls/i.test(trouble)) {
    return `set "insecure-registries": ["${host}"] in /etc/docker/daemon.json, then: systemctl reload docker`;
  }
  return `make ${host} reachable from the host; try there: curl http://${host}/v2/`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
