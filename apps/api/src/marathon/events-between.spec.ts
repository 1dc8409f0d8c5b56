import type { Service, ServiceDyno } from '@jujube/usecases/placement/service.js';
import { changesOf } from './changes.js';
import { eventsBetween, type Endings, type Look } from './events-between.js';

const AT = new Date('2026-11-26T00:00:00Z');
const NOBODY: Endings = { dynos: new Map(), failed: new Set() };

const DYNO: ServiceDyno = {
  id: 'd1',
  slot: 1,
  state: 'up',
  isHealthy: true,
  generation: 'r2:100x64:0',
  releasedAt: AT.toISOString(),
  hostId: 'h',
  hostName: 'h1',
  hostAddress: '10.0.0.1',
  ports: [],
  hostPort: 20000,
  createdAt: AT.toISOString(),
  stateSince: AT.toISOString(),
};

const SERVICE: Service = {
  ...{ appId: 'a', appName: 'shop', processType: 'web', formationId: 'f', releaseId: 'r2' },
  ...{
    quantity: 1,
    cpuMillis: 100,
    memoryMib: 64,
    rules: {},
    healthCheck: null,
    update: {},
    disruption: {},
    command: '',
  },
  ...{ image: 'r/shop@sha256:1', imageTag: null, configEncrypted: Buffer.alloc(0) },
  ...{ releasedAt: AT, changedAt: AT, deadlineSeconds: 300, deploymentId: null },
  ...{ dynos: [DYNO], waits: [], wishes: [] },
};

const look = (more: Partial<Service> = {}): Look => {
  const services = [{ ...SERVICE, ...more }];
  return { services, changes: changesOf(services, AT.getTime() + 1000) };
};
const EMPTY: Look = { services: [], changes: [] };
const typesOf = (before: Look, after: Look, endings = NOBODY) =>
  eventsBetween(before, after, endings).map(({ eventType }) => eventType);

describe('eventsBetween', () => {
  it('is silent while nothing changes', () => {
    expect(eventsBetween(look(), look(), NOBODY)).toEqual([]);
  });

  it('tells a new app, its deployment and its tasks, in this order', () => {
    expect(eventsBetween(EMPTY, look({ deploymentId: 'x' }), NOBODY)).toMatchObject([
      { eventType: 'api_post_event', uri: '/v2/apps/shop', appDefinition: { id: '/shop', instances: 1, cpus: 0.1 } },
      { eventType: 'deployment_info', plan: { id: 'x', affectedApps: ['/shop'] } },
      {
        eventType: 'status_update_event',
        taskId: 'shop_web.d1',
        taskStatus: 'TASK_RUNNING',
        host: 'h1',
        ports: [20000],
      },
      { eventType: 'health_status_changed_event', appId: '/shop', alive: true },
    ]);
  });

  it('tells how a release ended', () => {
    const pending = look({ deploymentId: 'x' });
    expect(eventsBetween(pending, look(), NOBODY)).toMatchObject([
      { eventType: 'deployment_step_success', plan: { id: 'x' } },
      { eventType: 'deployment_success', id: 'x' },
    ]);
    const failed = { ...NOBODY, failed: new Set(['x']) };
    expect(eventsBetween(pending, look(), failed)).toMatchObject([
      { eventType: 'deployment_step_failure', plan: { id: 'x' } },
      { eventType: 'deployment_failed', id: 'x' },
    ]);
  });

  it('tells a change of numbers as a deployment that succeeds when the dynos are there', () => {
    const second = { ...DYNO, id: 'd2', slot: 2 };
    const wanted = { quantity: 2, changedAt: new Date(AT.getTime() + 500) };
    expect(typesOf(look(), look(wanted))).toEqual(['api_post_event', 'deployment_info']);
    const there = look({ ...wanted, dynos: [DYNO, second] });
    expect(typesOf(look(wanted), there)).toEqual([
      'status_update_event',
      'health_status_changed_event',
      'deployment_step_success',
      'deployment_success',
    ]);
    const given = { ...look(wanted), changes: [] };
    expect(typesOf(look(wanted), given)).toEqual(['deployment_step_failure', 'deployment_failed']);
  });

  it('tells a change of health alone, and how a task ended', () => {
    const sick = look({ dynos: [{ ...DYNO, isHealthy: false }] });
    expect(typesOf({ ...look(), changes: [] }, { ...sick, changes: [] })).toEqual(['health_status_changed_event']);
    const crashed = { ...NOBODY, dynos: new Map([['d1', { state: 'crashed' as const }]]) };
    expect(eventsBetween({ ...look(), changes: [] }, { ...look({ dynos: [] }), changes: [] }, crashed)).toMatchObject([
      { eventType: 'status_update_event', taskStatus: 'TASK_FAILED' },
    ]);
  });

  it('tells an app that is gone', () => {
    const stopped = { ...NOBODY, dynos: new Map([['d1', { state: 'stopped' as const }]]) };
    expect(eventsBetween(look(), EMPTY, stopped)).toMatchObject([
      { eventType: 'status_update_event', taskStatus: 'TASK_KILLED' },
      { eventType: 'app_terminated_event', appId: '/shop' },
    ]);
  });
});
