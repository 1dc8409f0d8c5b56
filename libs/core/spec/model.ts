import type { Cluster } from '../src/cluster/cluster.js';
import type { Dyno } from '../src/cluster/dyno.js';
import { TERMINAL_DYNO_STATES } from '../src/cluster/dyno.js';
import type { Host } from '../src/cluster/host.js';
import type { Plan } from '../src/rollout/plan.js';
import { reconcile } from '../src/rollout/reconcile.js';
import { applyPlan, passTime } from '../src/rollout/simulate.js';
import type { Wanted, WantedApp, WantedProcess } from '../src/wanted/wanted.js';
import { cluster as emptyCluster, deploymentOf } from './cluster-fixtures.js';

const DEPLOYMENT_TIMEOUT_MS = 60_000;

/** A whole small platform without engines: what users want, what runs, and verdicts that change what is wanted. */
export class Model {
  wanted: Wanted = { apps: [] };
  cluster: Cluster;
  private releases = 0;

  constructor(
    hosts: readonly Host[],
    private readonly look: (wanted: Wanted, now: Cluster, plan: Plan) => void,
  ) {
    this.cluster = emptyCluster(hosts);
  }

  /** Every process of the app as it shall be, in a new generation and with a deployment. */
  deploy(appId: string, processes: readonly WantedProcess[]): void {
    const generation = `g${++this.releases}`;
    const before = this.wanted.apps.find((app) => app.appId === appId);
    const deployment = deploymentOf(`release-${generation}`, {
      id: `d${this.releases}`,
      deadlineAtMs: this.cluster.nowMs + DEPLOYMENT_TIMEOUT_MS,
      deadlineMs: DEPLOYMENT_TIMEOUT_MS,
    });
    const renewed = processes.map((process) => ({
      ...process,
      releaseId: deployment.releaseId,
      slots: process.slots.map((slot) => ({ ...slot, generation })),
    }));
    this.setApp({
      appId,
      name: appId,
      processes: renewed,
      former: asFormation((before?.deployment ? before.former : before?.processes) ?? [], renewed),
      deployment,
    });
  }

  /** The same processes and quantities again, from another release. */
  redeploy(appId: string): void {
    const app = this.wanted.apps.find((one) => one.appId === appId);
    if (app) this.deploy(appId, app.processes);
  }

  changeApp(appId: string, change: (app: WantedApp) => WantedApp): void {
    const app = this.wanted.apps.find((one) => one.appId === appId);
    if (app) this.setApp(change(app));
  }

  destroy(appId: string): void {
    this.wanted = { apps: this.wanted.apps.filter((app) => app.appId !== appId) };
  }

  changeHost(index: number, change: Partial<Host>): void {
    const at = index % this.cluster.hosts.length;
    const hosts = this.cluster.hosts.map((host, place) => (place === at ? { ...host, ...change } : host));
    this.cluster = { ...this.cluster, hosts };
  }

  /** Changes the n-th dyno that has not ended. */
  changeDyno(index: number, change: (dyno: Dyno) => Dyno): void {
    const live = this.cluster.dynos.filter((dyno) => !TERMINAL_DYNO_STATES.includes(dyno.state));
    const chosen = live[index % Math.max(1, live.length)];
    const dynos = this.cluster.dynos.map((dyno) => (dyno === chosen ? change(dyno) : dyno));
    this.cluster = { ...this.cluster, dynos };
  }

  /** One turn of the control loop. */
  tick(ms = 1_000): Plan {
    const plan = reconcile(this.wanted, this.cluster);
    this.look(this.wanted, this.cluster, plan);
    this.cluster = passTime(applyPlan(this.cluster, plan), ms, { becomesHealthy: () => true });
    this.carryOutVerdicts(plan);
    return plan;
  }

  private setApp(app: WantedApp): void {
    this.wanted = { apps: [...this.wanted.apps.filter((other) => other.appId !== app.appId), app] };
  }

  private carryOutVerdicts(plan: Plan): void {
    for (const action of plan.actions) {
      if (!('deploymentId' in action)) continue;
      const app = this.wanted.apps.find((one) => one.deployment?.id === action.deploymentId)!;
      this.setApp(afterVerdict(app, action, this.cluster.nowMs));
    }
  }
}

/** What a process type puts up with is asked of it, not of a release. */
function asFormation(former: readonly WantedProcess[], processes: readonly WantedProcess[]): WantedProcess[] {
  return former.map((process) => {
    const now = processes.find(({ processType }) => processType === process.processType);
    return now ? { ...process, disruption: now.disruption } : process;
  });
}

type Verdict = Extract<Plan['actions'][number], { deploymentId: string }>;

function afterVerdict(app: WantedApp, verdict: Verdict, nowMs: number): WantedApp {
  const { deployment } = app;
  switch (verdict.kind) {
    case 'succeed-deployment':
      return { ...app, former: [], deployment: null };
    case 'fail-deployment':
      return { ...app, processes: app.former, former: [], deployment: null };
    case 'promote-deployment':
      return { ...app, deployment: deployment && { ...deployment, isPromoted: true, waiting: null } };
    case 'await-promotion': {
      const { promotesAtMs, deadlineAtMs } = verdict;
      return { ...app, deployment: deployment && { ...deployment, deadlineAtMs, waiting: { promotesAtMs } } };
    }
    case 'await-canaries':
      return { ...app, deployment: deployment && { ...deployment, waiting: null } };
    case 'switch-deployment':
      return { ...app, deployment: deployment && { ...deployment, switchedAtMs: nowMs } };
    case 'confirm-deployment':
      return { ...app, deployment: deployment && { ...deployment, isConfirmed: true } };
    case 'put-off-deadline':
      return { ...app, deployment: deployment && { ...deployment, deadlineAtMs: verdict.deadlineAtMs } };
  }
}
