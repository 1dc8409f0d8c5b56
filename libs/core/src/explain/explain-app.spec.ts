import { app, cluster, host, web } from '../../spec/cluster-fixtures.js';
import { dyno } from '../../spec/dynos.js';
import { refusalMessage } from '../../spec/refuses.js';
import { explainApp } from './explain-app.js';
import { parseWhatIf, type Situation } from './what-if.js';

const hosts = [
  host('h1'),
  host('h2', { allocatable: { cpuMillis: 1000, memoryMib: 256 } }),
  host('h3', { eligible: false }),
];
const now: Situation = {
  wanted: { apps: [app('shop', [web(2)]), app('blog', [web(1)])] },
  cluster: cluster(hosts, { dynos: [dyno(1), dyno(2, { hostId: 'h2' }), dyno(1, { id: 'blog', appId: 'blog' })] }),
};

function explain(...changes: string[]) {
  return explainApp(now, 'shop', changes.map(parseWhatIf));
}

describe('explainApp', () => {
  it('says of each host which filter refuses one more dyno, or its score', () => {
    const [process] = explain().processes;
    expect(process).toMatchObject({ processType: 'web', quantity: 2, blocked: null });
    expect(process?.hosts).toEqual([
      { hostName: 'h1', refusedBy: null, reason: null, score: expect.any(Number), dynos: 1 },
      { hostName: 'h2', refusedBy: 'memory', reason: 'lacks memory (256 MiB wanted)', score: null, dynos: 1 },
      { hostName: 'h3', refusedBy: 'cordoned', reason: 'is cordoned', score: null, dynos: 0 },
    ]);
    expect(explain().steps).toEqual([]);
  });

  it('says what would happen with more dynos, in the sentences of the plan', () => {
    const { processes, steps } = explain('web=+3');
    expect(processes[0]?.quantity).toBe(5);
    expect(steps).toEqual([
      'start shop web.3 on h1 (wanted)',
      'start shop web.4 on h1 (wanted)',
      'cannot start shop web.5: no host fits web.5 of shop: 1 is cordoned, 2 lack memory (256 MiB wanted)',
    ]);
  });

  it('says what would happen without a host, of this app only', () => {
    const { processes, steps } = explain('host:h1=down');
    expect(processes[0]?.blocked).toBe(
      'no host fits web.3 of shop: 1 does not answer, 1 is cordoned, 1 lacks memory (256 MiB wanted)',
    );
    expect(steps[0]).toContain('give up shop web.1 on h1');
    expect(steps[1]).toContain('cannot start shop web.1');
    expect(steps).toHaveLength(2);
    expect(explain('host:h1=down', 'host:h3=ready').steps).toContain('start shop web.1 on h3 (its host is gone)');
  });

  it('keeps the dynos that are there, whatever each was made from', () => {
    const [first, second] = web(2).slots;
    const slots = [first!, { ...second!, generation: 'g1 restarted' }];
    const dynos = [dyno(1), dyno(2, { hostId: 'h2', generation: 'g1 restarted' })];
    const restarted = {
      wanted: { apps: [app('shop', [web(2, 'g1', { slots })])] },
      cluster: cluster(hosts, { dynos }),
    };
    expect(explainApp(restarted, 'shop', [parseWhatIf('web=+1')]).steps).toEqual(['start shop web.3 on h1 (wanted)']);
  });

  it('leaves everything as it is', () => {
    const before = JSON.stringify(now);
    explain('web=9', 'host:h1=down');
    expect(JSON.stringify(now)).toBe(before);
  });

  it('knows no process type of an app that runs nothing', () => {
    expect(explainApp(now, 'gone')).toEqual({ processes: [], steps: [] });
  });

  it.each([
    ['web', 'web=+3'],
    ['web=', 'web=+3'],
    ['web=1.5', 'web=+3'],
    ['web=101', '0 to 100'],
    ['clock=1', 'no process type clock'],
    ['host:h9=down', 'no host h9'],
    ['host:h1=burning', 'down, cordoned, ready'],
    ['host:h1=constructor', 'down, cordoned, ready'],
  ])('refuses %s', (change, why) => {
    expect(refusalMessage(() => explain(change))).toContain(why);
  });
});
