import type { Cluster } from '@jujube/core/cluster/cluster.js';
import type { Dyno } from '@jujube/core/cluster/dyno.js';
import type { Host } from '@jujube/core/cluster/host.js';
import type { Action, PlaceDyno, Plan } from '@jujube/core/rollout/plan.js';
import { placementRulesOf } from '@jujube/core/rules/placement-rules-of.js';
import type { PlacementRules } from '@jujube/core/rules/placement-rules.js';
import { updatePolicyOf } from '@jujube/core/update/update-settings.js';
import type { Wanted, WantedApp } from '@jujube/core/wanted/wanted.js';
import { DYNOS_PER_APP, fleetHosts, fleetRules, fleetSize } from '../support/large-fleet.js';
import { settled } from './settled.js';

/** one app in five may have one dyno per host only, one has to spread over the zones */
const RULES: readonly Partial<PlacementRules>[] = [
  { isOnePerHost: true },
  placementRulesOf({ constraints: [['zone', 'GROUP_BY']] }, String),
  ...[{}, {}, {}],
];
const DEPLOYMENT_DEADLINE_MS = 600_000;

/** Engines that do what they are told, in a time that is given to them: what a plan starts serves at the next look. */
export class FakeCluster {
  nowMs = 0;
  private hosts: readonly Host[];
  private apps: readonly WantedApp[];
  private dynos: readonly Dyno[] = [];
  private made = 0;

  constructor(hosts: number, dynos: number) {
    this.hosts = fleetHosts(hosts);
    this.apps = Array.from({ length: Math.ceil(dynos / DYNOS_PER_APP) }, (_, index) =>
      fakeApp(index, Math.min(DYNOS_PER_APP, dynos - index * DYNOS_PER_APP)),
    );
  }

  get wanted(): Wanted {
    return { apps: this.apps };
  }

  look(): Cluster {
    return { nowMs: this.nowMs, hosts: this.hosts, dynos: this.dynos, tasks: [] };
  }

  changeHosts(ids: ReadonlySet<string>, change: Partial<Host>): void {
    this.hosts = this.hosts.map((host) => (ids.has(host.id) ? { ...host, ...change } : host));
  }

  /** Apps by their number get a release that replaces every dyno. */
  release(isChosen: (index: number) => boolean): void {
    const deadlineAtMs = this.nowMs + DEPLOYMENT_DEADLINE_MS;
    this.apps = this.apps.map((app, index) => (isChosen(index) ? released(app, deadlineAtMs) : app));
  }

  carryOut({ actions }: Plan): void {
    const next = new Map(actions.flatMap((action) => stateAfter(action)));
    const dynos = this.dynos.flatMap((dyno) => moved(dyno, next.get(dyno.id), this.nowMs));
    for (const action of actions) if (action.kind === 'place-dyno') dynos.push(this.started(action));
    this.dynos = dynos;
    const arrived = new Set(actions.flatMap((one) => (one.kind === 'succeed-deployment' ? [one.deploymentId] : [])));
    if (arrived.size === 0) return;
    const isOver = ({ deployment }: WantedApp): boolean => deployment !== null && arrived.has(deployment.id);
    this.apps = this.apps.map((app) => (isOver(app) ? { ...app, deployment: null } : app));
  }

  /** Answers whether anything but time has changed. */
  pass(ms: number): boolean {
    this.nowMs += ms;
    const ready = new Set(this.hosts.filter(({ status }) => status === 'ready').map(({ id }) => id));
    const before = this.dynos;
    this.dynos = before.flatMap((dyno) => (ready.has(dyno.hostId) ? settled(dyno, this.nowMs) : [dyno]));
    return this.dynos.length !== before.length || this.dynos.some((dyno, index) => dyno !== before[index]);
  }

  private started(action: PlaceDyno): Dyno {
    const { appId, processType, slot, incarnation, releaseId, generation, hostId, hostPort } = action;
    return {
      ...{ appId, processType, slot, incarnation, releaseId, generation, hostId, hostPort },
      id: `dyno-${(this.made += 1)}`,
      reserved: { cpuMillis: action.cpuMillis, memoryMib: action.memoryMib },
      ...{ state: 'placed', isHealthy: false, isRouted: false, isDrained: false },
      ...{ createdAtMs: this.nowMs, stateSinceMs: this.nowMs, healthySinceMs: null },
    };
  }
}

function fakeApp(index: number, count: number): WantedApp {
  const slots = Array.from({ length: count }, (_, at) => ({ slot: at + 1, generation: 'r1', isStopped: false }));
  const name = `app-${index}`;
  const rules = fleetRules(RULES[index % RULES.length]);
  const web = { processType: 'web', releaseId: 'r1', slots, resources: fleetSize(index), needsPort: true, rules };
  return { appId: name, name, deployment: null, former: [], processes: [{ ...web, update: updatePolicyOf({}) }] };
}

function released(app: WantedApp, deadlineAtMs: number): WantedApp {
  const releaseId = 'r2';
  const processes = app.processes.map((one) => ({
    ...{ ...one, releaseId },
    slots: one.slots.map((slot) => ({ ...slot, generation: releaseId })),
  }));
  const fresh = { isPaused: false, isPromoted: false, isConfirmed: false, isRevert: false, switchedAtMs: null };
  const deployment = { id: `to ${releaseId} of ${app.appId}`, releaseId, deadlineAtMs, waiting: null, ...fresh };
  return {
    ...app,
    processes,
    former: app.processes,
    deployment: { ...deployment, deadlineMs: DEPLOYMENT_DEADLINE_MS },
  };
}

function stateAfter(action: Action): [string, Dyno['state']][] {
  if (action.kind === 'drain-dyno') return [[action.dynoId, 'draining']];
  if (action.kind === 'stop-dyno') return [[action.dynoId, 'stopping']];
  return action.kind === 'lose-dyno' ? [[action.dynoId, 'lost']] : [];
}

/** What is lost is left out: neither does the observer read it again. */
function moved(dyno: Dyno, state: Dyno['state'] | undefined, nowMs: number): Dyno[] {
  if (state === undefined) return [dyno];
  return state === 'lost' ? [] : [{ ...dyno, state, stateSinceMs: nowMs }];
}
