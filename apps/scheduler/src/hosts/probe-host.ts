import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import { engineEndpoint } from './host-address.js';
import type { ConnectedHost } from './host-engines.js';
import type { ProbeOutcome } from './host-judgement.js';
import { reach } from './reach.js';

const REACH_MS = 1_000;
const DYNOS_ASKED = 3;

export interface Probe {
  outcome: ProbeOutcome;
  /** why it did not answer */
  trouble: string | null;
}

/**
 * Asks a host whether it is there. An engine that refuses connections is taken for a host that is gone, except where its
 * containers outlive it: there a dyno that still accepts connections, or that there is none to ask, makes it a mere refusal.
 */
export async function probeHost(
  { host, engine }: ConnectedHost,
  known: { hasLiveRestore: boolean; dynos: readonly DynoEntity[] },
): Promise<Probe> {
  try {
    await engine.ping();
    return { outcome: 'answered', trouble: null };
  } catch (error) {
    const trouble = error instanceof Error ? error.message : String(error);
    if ((await reach(engineEndpoint(host.url), REACH_MS)) !== 'refused') return { outcome: 'silent', trouble };
    const isGone = !known.hasLiveRestore || (await areDynosGone(known.dynos));
    return { outcome: isGone ? 'gone' : 'refused', trouble };
  }
}

async function areDynosGone(dynos: readonly DynoEntity[]): Promise<boolean> {
  const asked = dynos.filter(({ isHealthy, hostPort }) => isHealthy && hostPort !== null).slice(0, DYNOS_ASKED);
  const reaches = await Promise.all(
    asked.map(({ hostAddress, hostPort }) => reach({ host: hostAddress, port: hostPort ?? 0 }, REACH_MS)),
  );
  return reaches.length > 0 && reaches.every((result) => result !== 'open');
}
