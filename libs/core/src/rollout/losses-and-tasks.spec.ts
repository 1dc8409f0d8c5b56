import { app, cluster, host, web } from '../../spec/cluster-fixtures.js';
import { brief, dyno, NOW, only } from '../../spec/dynos.js';
import type { Host } from '../cluster/host.js';
import type { Task } from '../cluster/task.js';
import { describePlan } from './describe-plan.js';
import { reconcile } from './reconcile.js';

const wanted = { apps: [app('shop', [web(2, 'g1', { releaseVersion: 7 })])] };
const dynos = [dyno(1, { hostId: 'h1' }), dyno(2, { hostId: 'h2' })];

function statuses(...all: Host['status'][]): Host[] {
  return all.map((status, at) => host(`h${at + 1}`, { status }));
}

describe('a host that does not answer', () => {
  it('keeps its dynos while it is only silent', () => {
    expect(brief(reconcile(wanted, cluster(statuses('ready', 'disconnected', 'ready'), { dynos })))).toEqual([]);
  });

  it('loses them when it is down, and they start elsewhere', () => {
    const plan = reconcile(wanted, cluster(statuses('ready', 'down', 'ready'), { dynos }));
    expect(brief(plan)).toEqual(['lose web.2#1', 'place web.2']);
    expect(only(plan, 'place-dyno')).toMatchObject([{ hostId: 'h3', incarnation: 2, reason: 'its host is gone' }]);
  });

  it('loses them also when it is no longer registered', () => {
    expect(brief(reconcile(wanted, cluster(statuses('ready'), { dynos })))).toEqual(['lose web.2#1', 'place web.2']);
  });

  it('one of two may be given up, but not both, nor most of many', () => {
    for (const hosts of [statuses('ready', 'down'), statuses('ready', 'down', 'disconnected', 'ready')]) {
      expect(brief(reconcile(wanted, cluster(hosts, { dynos })))).toContain('lose web.2#1');
    }
    for (const hosts of [statuses('down', 'down'), statuses('ready', 'down', 'disconnected')]) {
      const plan = reconcile(wanted, cluster(hosts, { dynos }));
      expect(brief(plan)).toEqual([]);
      expect(describePlan(plan, wanted, cluster(hosts, { dynos }))[0]).toContain('no dyno is given up');
    }
  });

  it('also loses what was on its way out there', () => {
    const leaving = [
      dynos[0]!,
      dyno(2, { hostId: 'h2', state: 'stopping' }),
      dyno(3, { hostId: 'h2', state: 'draining' }),
    ];
    const plan = reconcile(
      { apps: [app('shop', [web(1)])] },
      cluster(statuses('ready', 'down', 'ready'), { dynos: leaving }),
    );
    expect(brief(plan)).toEqual(['lose web.2#1', 'lose web.3#1']);
  });
});

describe('tasks', () => {
  function task(id: string, changes: Partial<Task> = {}): Task {
    const reserved = { cpuMillis: 500, memoryMib: 600 };
    return {
      id,
      kind: 'build',
      pool: 'default',
      reserved,
      state: 'queued',
      hostId: null,
      createdAtMs: NOW,
      ...changes,
    };
  }

  it('are placed first come, first served, with the same books as dynos', () => {
    const tasks = [
      task('late', { createdAtMs: NOW + 5 }),
      task('b'),
      task('a'),
      task('runs', { state: 'placed', hostId: 'h1' }),
    ];
    const plan = reconcile({ apps: [] }, cluster([host('h1'), host('h2'), host('h3')], { tasks }));
    expect(only(plan, 'place-task').map(({ taskId, hostId }) => [taskId, hostId])).toEqual([
      ['a', 'h2'],
      ['b', 'h3'],
    ]);
    expect(only(plan, 'block-task')).toMatchObject([
      { taskId: 'late', message: 'no host fits this build: 3 lack memory (600 MiB wanted)' },
    ]);
  });

  it('that fit nowhere do not hold up smaller ones behind them', () => {
    const tasks = [
      task('big', { reserved: { cpuMillis: 1, memoryMib: 9_999 } }),
      task('small', { createdAtMs: NOW + 1 }),
    ];
    const plan = reconcile({ apps: [] }, cluster([host('h1')], { tasks }));
    expect(plan.actions.map(({ kind }) => kind)).toEqual(['place-task', 'block-task']);
  });

  it('that have finished hold nothing', () => {
    const tasks = [task('done', { state: 'finished', hostId: 'h1' }), task('next')];
    expect(only(reconcile({ apps: [] }, cluster([host('h1')], { tasks })), 'place-task')).toHaveLength(1);
  });

  it.each([{ draining: true }, { eligible: false }, { pool: 'build' }, { status: 'disconnected' as const }])(
    'do not go to a host with %j',
    (changes) => {
      const plan = reconcile({ apps: [] }, cluster([host('h1', changes)], { tasks: [task('a')] }));
      expect(plan.actions.map(({ kind }) => kind)).toEqual(['block-task']);
    },
  );
});

describe('describePlan', () => {
  it('has a line for every action', () => {
    const tasks: Task[] = [
      {
        id: 't1',
        kind: 'build',
        pool: 'default',
        reserved: { cpuMillis: 1, memoryMib: 1 },
        state: 'queued',
        hostId: null,
        createdAtMs: 0,
      },
    ];
    const now = cluster(statuses('ready', 'ready', 'down'), {
      dynos: [
        dyno(1, { hostId: 'h3' }),
        dyno(1, { id: 'o', appId: 'old' }),
        dyno(4, { state: 'draining', isDrained: true }),
      ],
      tasks,
    });
    expect(describePlan(reconcile(wanted, now), wanted, now)).toEqual([
      'give up shop web.1 on h3 (its host is gone)',
      'stop shop web.4 on h1 (drained)',
      'drain old web.1 on h1 (the app is gone)',
      'start shop web.1 v7 on h1 (its host is gone)',
      'start shop web.2 v7 on h2 (wanted)',
      'start task t1 on h1',
    ]);
  });
});
