import type { OurContainer } from '@jujube/containers/our-container.js';
import { someDyno } from '../../spec/some-dyno.js';
import { endedDynos, leftovers } from './compare-containers.js';

function container(dynoId: string, more: Partial<OurContainer> = {}): OurContainer {
  const labels = { 'io.jujube.kind': 'dyno', 'io.jujube.dyno-id': dynoId };
  return { id: `c-${dynoId}`, name: dynoId, labels, state: 'running', imageRef: 'i', hostPorts: [], ...more };
}

function ending(state: Parameters<typeof someDyno>[0], containers: OurContainer[]) {
  return endedDynos([someDyno(state)], containers).map((one) => one.ending);
}

describe('endedDynos', () => {
  it('finds those whose container ended or is gone', () => {
    expect(ending({}, [container('d1')])).toEqual([]);
    expect(ending({}, [container('d1', { state: 'exited', exitCode: 3 })])).toEqual([
      { reason: 'Process exited with status 3', exitCode: 3 },
    ]);
    expect(ending({}, [container('other')])).toEqual([{ reason: 'Its container is gone', exitCode: null }]);
    expect(ending({}, [container('d1', { state: 'exited', exitCode: 137, oomKilled: true })])).toEqual([
      { reason: 'Out of memory: its limit is 256 MiB', exitCode: 137 },
    ]);
    expect(ending({}, [container('d1', { state: 'created', startError: 'port taken' })])).toEqual([
      { reason: 'Its container does not run: port taken', exitCode: null },
    ]);
    expect(ending({}, [container('d1', { state: 'paused' })])).toEqual([
      { reason: 'Its container was paused by somebody', exitCode: null },
    ]);
  });

  it.each(['placed', 'stopping'] as const)('leaves a %s one to those who work on it', (state) => {
    expect(ending({ state }, [])).toEqual([]);
  });

  it('is not misled by a container that is no dyno', () => {
    const build = container('d1', { labels: { 'io.jujube.kind': 'build', 'io.jujube.dyno-id': 'd1' } });
    expect(ending({}, [build])).toHaveLength(1);
  });
});

describe('leftovers', () => {
  it('tells containers of ended dynos from those of nobody, and never names a live one or a build', () => {
    const build = container('b', { labels: { 'io.jujube.kind': 'build' } });
    const containers = ['live', 'stopping', 'stopped', 'lost', 'stray'].map((id) => container(id));
    const states = new Map([
      ['live', 'up'],
      ['stopping', 'stopping'],
      ['stopped', 'stopped'],
      ['lost', 'lost'],
    ] as const);
    const { ended, unknown } = leftovers([...containers, build], states);
    expect(ended.map(({ name }) => name)).toEqual(['stopped', 'lost']);
    expect(unknown.map(({ name }) => name)).toEqual(['stray']);
  });
});
