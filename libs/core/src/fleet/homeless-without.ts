import type { Dyno } from '../cluster/dyno.js';
import type { Host } from '../cluster/host.js';
import type { Situation } from '../explain/what-if.js';
import { groupBy } from '../rollout/group-by.js';
import type { BlockDyno, Funnel } from '../rollout/plan.js';
import { reconcile } from '../rollout/reconcile.js';

/** Dynos of one process type that would find no host. */
export interface HomelessProcess {
  readonly appId: string;
  readonly appName: string;
  readonly processType: string;
  readonly dynos: number;
  /** of the first of them: why the other hosts refuse */
  readonly funnel: Funnel;
  /** the same as a sentence */
  readonly reason: string;
}

/**
 * Which of the dynos on a host would run nowhere if it were gone for good: the next plan without the host blocks their slots. The
 * host is left out rather than marked as down, because two silent hosts of three would make the plan suspect its own network.
 */
export function homelessWithout({ wanted, cluster }: Situation, gone: Host, dynos: readonly Dyno[]): HomelessProcess[] {
  const hosts = cluster.hosts.filter(({ id }) => id !== gone.id);
  const { actions } = reconcile(wanted, { ...cluster, hosts });
  const lost = new Set(dynos.map(slotKey));
  const blocked = actions.filter(
    (action): action is BlockDyno => action.kind === 'block-dyno' && lost.has(slotKey(action)),
  );
  const names = new Map(wanted.apps.map(({ appId, name }) => [appId, name]));
  const processes = [...groupBy(blocked, ({ appId, processType }) => `${appId}/${processType}`).values()];
  return processes.map((same) => {
    const { appId, processType, funnel, message } = same[0]!;
    const appName = names.get(appId) ?? appId;
    return { appId, appName, processType, dynos: same.length, funnel, reason: message };
  });
}

function slotKey({ appId, processType, slot }: { appId: string; processType: string; slot: number }): string {
  return `${appId}/${processType}.${slot}`;
}
