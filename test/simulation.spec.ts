import type { Cluster } from '@jujube/core/cluster/cluster.js';
import { reconcile } from '@jujube/core/rollout/reconcile.js';
import { FakeCluster } from './simulation/fake-cluster.js';
import { parseOptions, UsageError } from './simulation/options.js';
import { plotSimulation } from './simulation/plot-simulation.js';
import { runSimulation, type Sample, type Simulation } from './simulation/run-simulation.js';
import { SCENARIOS, type ScenarioName } from './simulation/scenarios.js';
import { violations } from './simulation/violations.js';

const NAMES = Object.keys(SCENARIOS) as ScenarioName[];

function simulate(scenario: ScenarioName, seed = 7): Simulation {
  return runSimulation({ hosts: 240, dynos: 2_000, scenario, seed, plot: null });
}

function withoutTime({ samples }: Simulation): Omit<Sample, 'planMs'>[] {
  return samples.map(({ planMs: _planMs, ...rest }) => rest);
}

describe('the simulation', () => {
  it.each(NAMES)('%s: settles, blocks nothing and breaks no invariant', (scenario) => {
    const { samples, isSettled } = simulate(scenario);
    expect(isSettled).toBe(true);
    expect(samples.flatMap((sample) => sample.violations)).toEqual([]);
    expect(samples.at(-1)).toMatchObject({ dynos: 2_000, blocked: 0, moves: 0 });
  });

  it('of a rack that is lost moves what ran there once it counts as down, and no more', () => {
    const { samples } = simulate('rack-loss');
    const filled = samples[0]!;
    expect(filled.placed).toBe(2_000);
    const moving = samples.slice(1).filter(({ moves }) => moves > 0);
    expect(moving.map(({ events }) => events)).toEqual([expect.stringMatching(/^rack-\d down$/)]);
    expect(moving[0]!.moves).toBe(2 * moving[0]!.placed);
    expect(samples.find(({ events }) => events.endsWith('silent'))?.moves).toBe(0);
  });

  it('of a deployment replaces every dyno of some apps and none of the others', () => {
    const placed = simulate('rolling-deploy')
      .samples.slice(1)
      .reduce((sum, sample) => sum + sample.placed, 0);
    expect(placed).toBeGreaterThan(0);
    expect(placed % 20).toBe(0);
    expect(placed).toBeLessThan(600);
  });

  it('comes out the same for the same seed, and otherwise for another', () => {
    expect(withoutTime(simulate('host-loss'))).toEqual(withoutTime(simulate('host-loss')));
    expect(withoutTime(simulate('host-loss', 8))).not.toEqual(withoutTime(simulate('host-loss')));
  });

  it('says what fits nowhere', () => {
    const { samples } = runSimulation({ hosts: 3, dynos: 1_000, scenario: 'steady', seed: 1, plot: null });
    const [{ placed, blocked, violations: broken }] = samples as [Sample];
    expect(blocked).toBeGreaterThan(0);
    expect([placed + blocked, broken]).toEqual([1_000, []]);
  });
});

describe('violations', () => {
  const fake = new FakeCluster(80, 200);
  const empty = fake.look();
  const plan = reconcile(fake.wanted, empty);
  fake.carryOut(plan);
  const full = fake.look();
  const [first, ...others] = full.dynos;

  const found = (before: Cluster, after: Cluster, done = plan): string => {
    return violations(fake.wanted, before, done, after).join();
  };

  it('are none where the scheduler did its work', () => {
    expect(found(empty, full)).toBe('');
  });

  it('are each found', () => {
    const closed = empty.hosts.map((host) => ({ ...host, eligible: false }));
    expect(found({ ...empty, hosts: closed }, full)).toContain('takes nothing but got a dyno');
    const small = full.hosts.map((host) => ({ ...host, allocatable: { cpuMillis: 10, memoryMib: 10 } }));
    expect(found(empty, { ...full, hosts: small })).toContain('is over-committed');
    const double = { ...first!, id: 'double' };
    expect(found(empty, { ...full, dynos: [...full.dynos, double] })).toMatch(/has port \d+ twice/);
    expect(found(empty, { ...full, dynos: [...full.dynos, double] })).toContain('two dynos of one generation');
    const many = Array.from({ length: 7 }, (_, at) => ({ ...first!, id: `more-${at}`, hostPort: null }));
    expect(found(empty, { ...full, dynos: [...others, ...many] })).toContain('has more than 25 dynos');
    const up = { ...full, dynos: full.dynos.map((dyno) => ({ ...dyno, state: 'up' as const })) };
    const drain = { kind: 'drain-dyno', dynoId: first!.id, reason: 'test' } as const;
    expect(found(up, full, { actions: [drain], wakeAtMs: null })).toContain('is left with fewer than 20');
  });
});

describe('its command line', () => {
  it('has an answer to nothing, and takes what it says', () => {
    expect(parseOptions([])).toEqual({ hosts: 1000, dynos: 100_000, scenario: 'steady', seed: 1, plot: null });
    const words = '--hosts 10000 --dynos 1000000 --scenario rack-loss --seed 7 --plot a.svg';
    expect(parseOptions(words.split(' '))).toEqual({
      ...{ hosts: 10_000, dynos: 1_000_000, scenario: 'rack-loss', seed: 7, plot: 'a.svg' },
    });
    expect(parseOptions(['--help'])).toBeNull();
  });

  it.each([
    '--nope',
    'rack-loss',
    '--hosts 0',
    '--hosts 20001',
    '--dynos 1e6',
    '--seed -1',
    '--scenario moon',
    '--plot',
  ])('refuses %s', (words) => {
    expect(() => parseOptions(words.split(' '))).toThrow(UsageError);
  });
});

describe('its drawing', () => {
  it('shows both utilisations, the moves and what happened, as one SVG', () => {
    const svg = plotSimulation('a < b', simulate('host-loss').samples);
    expect(svg).toMatch(/^<svg [^]*<\/svg>\n$/);
    expect(svg.match(/<polyline/g)).toHaveLength(2);
    expect(svg).toContain('a &#60; b');
    expect(svg).toMatch(/host-\d+ down/);
    expect(svg).toMatch(/text-anchor="end">host-\d+ back/);
    expect(svg).not.toContain('NaN');
  });
});
