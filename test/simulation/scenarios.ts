import type { Host } from '@jujube/core/cluster/host.js';
import { mix } from '@jujube/core/placement/host-cycle.js';
import type { FakeCluster } from './fake-cluster.js';

export type ScenarioName = 'steady' | 'rack-loss' | 'host-loss' | 'zone-loss' | 'rolling-deploy' | 'drain';

export interface ScenarioEvent {
  /** after the cluster has settled */
  readonly afterMs: number;
  readonly what: string;
  happen(cluster: FakeCluster): void;
}

interface Scenario {
  readonly summary: string;
  events(hosts: readonly Host[], seed: number): readonly ScenarioEvent[];
}

/** As the observer counts silence: `disconnected` after 15 s, `down` after 45 s. */
const DISCONNECTED_AFTER_MS = 15_000;
const DOWN_AFTER_MS = 45_000;
const BACK_AFTER_MS = 180_000;
/** of all apps, how many get a new release at once */
const ONE_APP_IN = 10;

export const SCENARIOS: Readonly<Record<ScenarioName, Scenario>> = {
  steady: { summary: 'nothing happens once everything runs', events: () => [] },
  'host-loss': { summary: 'a host falls silent, and comes back after three minutes', events: losing(({ id }) => id) },
  'rack-loss': {
    summary: 'the same with a rack of forty hosts',
    events: losing(({ labels }) => labels['rack']!),
  },
  'zone-loss': { summary: 'the same with one of three zones', events: losing(({ labels }) => labels['zone']!) },
  'rolling-deploy': { summary: 'one app in ten gets a new release', events: rollingDeploy },
  drain: { summary: 'a rack of forty hosts is drained', events: draining },
};

function losing(groupOf: (host: Host) => string): Scenario['events'] {
  return (hosts, seed) => {
    const [name, lost] = chosenGroup(hosts, groupOf, seed);
    const turn = (status: Host['status']) => (cluster: FakeCluster) => cluster.changeHosts(lost, { status });
    return [
      { afterMs: DISCONNECTED_AFTER_MS, what: `${name} silent`, happen: turn('disconnected') },
      { afterMs: DOWN_AFTER_MS, what: `${name} down`, happen: turn('down') },
      { afterMs: BACK_AFTER_MS, what: `${name} back`, happen: turn('ready') },
    ];
  };
}

function rollingDeploy(_hosts: readonly Host[], seed: number): readonly ScenarioEvent[] {
  const chosen = (index: number): boolean => mix(mix(seed) + index) % ONE_APP_IN === 0;
  return [{ afterMs: 15_000, what: 'new release', happen: (cluster) => cluster.release(chosen) }];
}

function draining(hosts: readonly Host[], seed: number): readonly ScenarioEvent[] {
  const [name, drained] = chosenGroup(hosts, ({ labels }) => labels['rack']!, seed);
  const drain = (cluster: FakeCluster) => cluster.changeHosts(drained, { draining: true });
  return [{ afterMs: 15_000, what: `drain ${name}`, happen: drain }];
}

function chosenGroup(
  hosts: readonly Host[],
  groupOf: (host: Host) => string,
  seed: number,
): [string, ReadonlySet<string>] {
  const groups = [...new Set(hosts.map(groupOf))];
  const chosen = groups[mix(seed) % groups.length]!;
  return [chosen, new Set(hosts.filter((host) => groupOf(host) === chosen).map(({ id }) => id))];
}
