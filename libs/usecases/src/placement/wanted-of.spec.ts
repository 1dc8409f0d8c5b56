import type { FormationRow, TargetRow, WantedRows } from '@jujube/database/apps/wanted-rows.js';
import { wantedOf } from './wanted-of.js';

const TARGET: TargetRow = {
  appId: 'a',
  name: 'shop',
  releaseId: 'r3',
  releaseVersion: 3,
  image: 'reg/shop@sha256:1',
  processTypes: { web: 'node web.js', worker: 'node worker.js' },
  deploymentId: null,
  deadlineAt: null,
  deadlineSeconds: 300,
  ...{ isConfirmed: false, switchedAt: null },
  ...{ isPaused: false, isPromoted: false, isRevert: false, canariesSince: null, promotesAt: null },
  ...{ formerId: null, formerVersion: null, formerProcessTypes: null },
};

function formation(processType: string, quantity: number): FormationRow {
  return {
    appId: 'a',
    processType,
    quantity,
    cpuMillis: 50,
    memoryMib: 256,
    rules: {},
    healthCheck: null,
    update: {},
    disruption: {},
  };
}

function wanted(more: Partial<WantedRows>) {
  const [app] = wantedOf({
    targets: [TARGET],
    formations: [formation('web', 2)],
    wishes: [],
    traffic: [],
    ...more,
  }).apps;
  return app;
}

describe('wantedOf', () => {
  it('wants the slots of the formation for the process types of the release', () => {
    const formations = [formation('web', 2), formation('worker', 0), formation('old', 4)];
    const processes = wanted({ formations })?.processes ?? [];
    expect(processes.map(({ processType, slots }) => [processType, slots.length])).toEqual([
      ['web', 2],
      ['worker', 0],
    ]);
    expect(processes[0]?.slots[1]).toEqual({ slot: 2, generation: 'r3:50x256:0', isStopped: false });
  });

  it('gives a port to web and to whatever has a health check', () => {
    const check = { intervalSeconds: 1, timeoutSeconds: 1, graceSeconds: 1, maxConsecutiveFailures: 1 };
    const checked = { ...formation('worker', 1), healthCheck: { protocol: 'tcp' as const, ...check } };
    const needs = (formations: FormationRow[]) => wanted({ formations })?.processes.map((process) => process.needsPort);
    expect(needs([formation('web', 1), formation('worker', 1)])).toEqual([true, false]);
    expect(needs([checked])).toEqual([true]);
  });

  it('makes a new generation of a slot, or of all, when a restart is asked', () => {
    const wishes = [
      { appId: 'a', processType: 'web', slot: 0, isStopped: false, restart: 2 },
      { appId: 'a', processType: 'web', slot: 2, isStopped: true, restart: 1 },
    ];
    expect(wanted({ wishes })?.processes[0]?.slots).toEqual([
      { slot: 1, generation: 'r3:50x256:2', isStopped: false },
      { slot: 2, generation: 'r3:50x256:3', isStopped: true },
    ]);
  });

  it('knows the deployment that is under way', () => {
    const deadlineAt = new Date(1000);
    const targets = [{ ...TARGET, deploymentId: 'd', deadlineAt }];
    expect(wanted({ targets })?.deployment).toEqual({
      ...{ id: 'd', releaseId: 'r3', deadlineAtMs: 1000, deadlineMs: 300_000 },
      ...{ isPaused: false, isPromoted: false, isRevert: false, waiting: null, isConfirmed: false, switchedAtMs: null },
    });
    expect(wanted({})?.deployment).toBeNull();
    const waiting = [{ ...targets[0]!, canariesSince: new Date(500), promotesAt: new Date(900) }];
    expect(wanted({ targets: waiting })?.deployment?.waiting).toEqual({ promotesAtMs: 900 });
  });

  it('knows what serves meanwhile, in the same quantities', () => {
    const formerProcessTypes = { web: 'node old.js', clock: 'node clock.js' };
    const targets = [{ ...TARGET, formerId: 'r2', formerVersion: 2, formerProcessTypes }];
    const former = wanted({ targets })?.former ?? [];
    expect(former.map(({ processType, releaseVersion }) => [processType, releaseVersion])).toEqual([['web', 2]]);
    expect(former[0]?.slots[1]).toMatchObject({ slot: 2, generation: 'r2:50x256:0' });
  });

  it('reads rules as older versions stored them, and knows other apps by the names they have now', () => {
    const near = (selector: string) => ({ target: 'service' as const, selector });
    const rules = { isOnePerHost: true, affinity: [near('worker'), near('blog.web'), near('gone.web')] };
    const targets = [TARGET, { ...TARGET, appId: 'b', name: 'blog' }];
    const [process] = wanted({ targets, formations: [{ ...formation('web', 1), rules }] })?.processes ?? [];
    expect(process?.rules).toMatchObject({ pool: 'default', hostLabels: {}, isOnePerHost: true });
    expect(process?.rules.serviceAffinity?.map(({ service }) => service)).toEqual([
      'a/worker',
      'b/web',
      'no app gone/web',
    ]);
  });

  it('keeps the generation when rules change: what runs is not replaced for them', () => {
    const ruled = { ...formation('web', 1), rules: { constraints: [['zone', 'IS', 'a'] as const], priority: 9 } };
    const [before, after] = [formation('web', 1), ruled].map((row) => wanted({ formations: [row] })?.processes[0]);
    expect(after?.slots).toEqual(before?.slots);
    expect(after?.rules).not.toEqual(before?.rules);
  });

  it('wants nothing of an app without an image', () => {
    expect(wanted({ targets: [{ ...TARGET, image: null }] })?.processes).toEqual([]);
    expect(wanted({ targets: [{ ...TARGET, releaseId: null, processTypes: null }] })?.processes).toEqual([]);
  });
});
