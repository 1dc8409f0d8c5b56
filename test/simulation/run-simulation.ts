import type { Cluster } from '@jujube/core/cluster/cluster.js';
import { reconcile } from '@jujube/core/rollout/reconcile.js';
import type { Plan } from '@jujube/core/rollout/plan.js';
import { FakeCluster } from './fake-cluster.js';
import type { SimulationOptions } from './options.js';
import { SCENARIOS, type ScenarioEvent } from './scenarios.js';
import { violations } from './violations.js';

/** One look at the cluster, with what the plan made of it. */
export interface Sample {
  readonly atMs: number;
  readonly events: string;
  readonly dynos: number;
  readonly placed: number;
  readonly blocked: number;
  /** places, departures and losses together */
  readonly moves: number;
  /** of what hosts that answer have, in percent, after the plan */
  readonly cpuPercent: number;
  readonly memoryPercent: number;
  readonly planMs: number;
  readonly violations: readonly string[];
}

export interface Simulation {
  readonly samples: readonly Sample[];
  /** nothing moved any more when it ended */
  readonly isSettled: boolean;
}

export type Progress = (sample: Sample) => void;

const TICK_MS = 5_000;
const MAX_ROUNDS = 300;

/** Fills the cluster, lets it settle, then lets the scenario happen and everything settle again. */
export function runSimulation(options: SimulationOptions, progress: Progress = () => {}): Simulation {
  const cluster = new FakeCluster(options.hosts, options.dynos);
  const scenario = SCENARIOS[options.scenario].events(cluster.look().hosts, options.seed);
  const samples: Sample[] = [];
  let ahead = null as readonly TimedEvent[] | null;
  while (samples.length < MAX_ROUNDS) {
    const due: TimedEvent[] = (ahead ?? []).filter(({ atMs }) => atMs <= cluster.nowMs);
    ahead = ahead?.slice(due.length) ?? null;
    for (const { event } of due) event.happen(cluster);
    const { sample, isQuiet } = step(cluster, due, options.seed);
    samples.push(sample);
    progress(sample);
    if (!isQuiet) continue;
    ahead ??= timed(scenario, cluster.nowMs);
    const [next] = ahead;
    if (!next) return { samples, isSettled: true };
    cluster.pass(Math.max(0, next.atMs - cluster.nowMs));
  }
  return { samples, isSettled: false };
}

interface TimedEvent {
  readonly event: ScenarioEvent;
  readonly atMs: number;
}

function timed(scenario: readonly ScenarioEvent[], startMs: number): TimedEvent[] {
  return scenario.map((event) => ({ event, atMs: startMs + event.afterMs }));
}

function step(cluster: FakeCluster, due: readonly TimedEvent[], seed: number): { sample: Sample; isQuiet: boolean } {
  const before = cluster.look();
  const start = performance.now();
  const plan = reconcile(cluster.wanted, before, seed);
  const planMs = performance.now() - start;
  cluster.carryOut(plan);
  const after = cluster.look();
  const broken = violations(cluster.wanted, before, plan, after);
  const sample = {
    ...seen(plan, after),
    events: due.map(({ event }) => event.what).join(', '),
    planMs,
    violations: broken,
  };
  const hasChanged = cluster.pass(TICK_MS);
  return { sample, isQuiet: !hasChanged && sample.moves === 0 && plan.wakeAtMs === null };
}

function seen({ actions }: Plan, { nowMs, hosts, dynos }: Cluster): Omit<Sample, 'events' | 'planMs' | 'violations'> {
  const count = (...kinds: string[]): number => actions.filter(({ kind }) => kinds.includes(kind)).length;
  const ready = new Set(hosts.filter(({ status }) => status === 'ready').map(({ id }) => id));
  const all = { cpuMillis: 0, memoryMib: 0 };
  const used = { cpuMillis: 0, memoryMib: 0 };
  for (const { id, allocatable } of hosts) if (ready.has(id)) add(all, allocatable);
  for (const { hostId, reserved } of dynos) if (ready.has(hostId)) add(used, reserved);
  return {
    atMs: nowMs,
    dynos: dynos.length,
    placed: count('place-dyno'),
    blocked: count('block-dyno'),
    moves: count('place-dyno', 'drain-dyno', 'stop-dyno', 'lose-dyno'),
    cpuPercent: percent(used.cpuMillis, all.cpuMillis),
    memoryPercent: percent(used.memoryMib, all.memoryMib),
  };
}

function add(sum: { cpuMillis: number; memoryMib: number }, one: { cpuMillis: number; memoryMib: number }): void {
  sum.cpuMillis += one.cpuMillis;
  sum.memoryMib += one.memoryMib;
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : (part * 100) / whole;
}
