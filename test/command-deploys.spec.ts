import { runCommandLine } from '@jujube/commands/language/run-command-line.js';
import type { CommandResult } from '@jujube/contract/command.js';
import { FixtureApi } from './support/fixture-api.js';

const RELEASE = {
  id: 'r4',
  version: 4,
  app: { id: 'a', name: 'shop' },
  process_types: { web: '' },
  deployment: { id: 'd4', state: 'pending', reason: null, log_excerpt: null },
};
const PENDING = { ...RELEASE, status: 'pending' };
const SERVING = { ...RELEASE, status: 'succeeded', current: true };
const DEPLOYMENT = { ...RELEASE.deployment, app: RELEASE.app, release: { id: 'r4', version: 4 }, waiting_for: null };

describe('the commands about deployments', () => {
  let api: FixtureApi;
  const run = (line: string): Promise<CommandResult> => runCommandLine(line, { baseUrl: api.url, token: 't0ken' });

  beforeEach(async () => {
    api = await FixtureApi.start();
    api.on('GET /apps/shop', { body: { name: 'shop', deadline_seconds: 300, web_url: 'http://shop.localhost:8080/' } });
    api.on('GET /apps/shop/formation', { body: [{ type: 'web', quantity: 1, app: RELEASE.app }] });
    api.on('GET /apps/shop/dynos', { body: [] });
    api.on('PATCH /apps/shop/config-vars', { body: {} });
  });
  afterEach(() => api.stop());

  it('leaves a release whose canaries wait for somebody, and says how it goes on', async () => {
    const waiting = { ...RELEASE.deployment, waiting_for: 'promotion', promotes_at: null };
    api.on('GET /apps/shop/releases', { body: [{ version: 3 }] }, { body: [PENDING] });
    api.on('GET /apps/shop/releases/4', { body: PENDING }, { body: { ...PENDING, deployment: waiting } });
    expect(await run('config:set A=1 -a shop')).toMatchObject({
      rc: 0,
      stderr: 'Setting A and restarting shop... done, v4 waits for promotion: deploys:promote -a shop\n',
    });
  });

  it('says how a process type is updated, and sends only what was said', async () => {
    const update = {
      ...{ strategy: 'canary', canary: 1, auto_promote_after_seconds: 120, minimum_health_capacity: 0.5 },
      ...{ maximum_over_capacity: 0.25, min_healthy_seconds: 0, drain_timeout_seconds: 10, auto_revert: true },
      ...{ confirm: 'auto', keep_previous_seconds: 3600, max_error_rate: 0.05, max_p95_ratio: null },
      ...{ canary_weight: 0.1, canary_header: 'X-Canary: 1', canary_cookie: null },
    };
    api.on('PATCH /apps/shop/formation/web', { body: { type: 'web', quantity: 3, update } });
    const flags = '--strategy canary --auto-promote after=2m --min-health 0.5 --auto-revert on';
    expect(await run(`deploys:strategy web ${flags} -a shop`)).toMatchObject({
      rc: 0,
      stderr: 'Setting how web of shop is updated... done, canary\n',
    });
    expect(JSON.parse(api.requests[0]?.body ?? '')).toEqual({
      update: { strategy: 'canary', auto_promote_after_seconds: 120, minimum_health_capacity: 0.5, auto_revert: true },
    });
    api.on('GET /apps/shop/formation', { body: [{ type: 'web', quantity: 3, update }] });
    expect((await run('deploys:strategy web -a shop')).stdout.split('\n').slice(2, 12)).toEqual([
      'Strategy:       canary',
      'Canary:         1, promoted after 120 s',
      'Canary traffic: 10 %, all with the header X-Canary: 1',
      'Confirm:        auto',
      'Min health:     0.5 (of 3, 2 stay ready)',
      'Max over:       0.25 (at most 3 at once, and canaries)',
      'Min healthy:    0 s',
      'Drain timeout:  10 s',
      'Auto revert:    on',
      'Budget:         at most 5 % of its requests fail',
    ]);
    for (const bad of [
      '--auto-promote soon',
      '--min-healthy 10x',
      '--min-health much',
      '--strategy purple',
      '--reset --canary 1',
    ])
      expect([bad, (await run(`deploys:strategy web ${bad} -a shop`)).rc]).toEqual([bad, 2]);
  });

  it('watches a deployment, says each change once, and ends as it does', async () => {
    const failed = { ...DEPLOYMENT, state: 'failed', reason: 'web.1 was never healthy' };
    api.on('GET /apps/shop/deployments', { body: [DEPLOYMENT] });
    api.on('GET /apps/shop/deployments/d4', { body: DEPLOYMENT }, { body: DEPLOYMENT }, { body: failed });
    api.on('GET /apps/shop/releases/4', { body: PENDING });
    expect(await run('deploys:watch -a shop')).toEqual({
      rc: 1,
      stdout: 'v4 0/1 dynos up\nv4 failed\n',
      stderr: ' ›   Error: v4 of shop was not released: web.1 was never healthy.\n',
    });
  });

  it('scales beside canaries that wait for somebody', async () => {
    api.on('PATCH /apps/shop/formation', { body: [{ type: 'web', quantity: 2, app: RELEASE.app }] });
    const dynos = ['web.1', 'web.1', 'web.2'].map((name) => ({ type: 'web', name, state: 'up', healthy: true }));
    api.on('GET /apps/shop/dynos', { body: dynos });
    api.on(
      'GET /apps/shop/deployments',
      { body: [{ state: 'pending', waiting_for: null }] },
      { body: [{ state: 'pending', waiting_for: 'promotion' }] },
    );
    expect(await run('ps:scale web=2 -a shop')).toMatchObject({ rc: 0 });
    expect(api.requests.filter(({ path }) => path.startsWith('/apps/shop/deployments'))).toHaveLength(2);
  });

  it('confirms what a deployment waits for, and waits for its end or for the next decision', async () => {
    const waits = (waiting_for: string) => ({ ...RELEASE.deployment, waiting_for, promotes_at: null });
    for (const [waiting_for, action] of [
      ['promotion', 'promote'],
      ['confirmation', 'confirm'],
    ]) {
      api.on('GET /apps/shop/deployments', { body: [{ ...DEPLOYMENT, waiting_for }] });
      api.on(`POST /apps/shop/deployments/d4/actions/${action}`, { body: DEPLOYMENT });
      api.on('GET /apps/shop/releases/4', { body: PENDING }, { body: SERVING });
      expect((await run('deploys:confirm -a shop')).stderr).toBe('Confirming v4 of shop... done, v4\n');
    }
    api.on('GET /apps/shop/releases/4', { body: PENDING }, { body: { ...PENDING, deployment: waits('confirmation') } });
    expect((await run('deploys:promote -a shop')).stderr).toBe(
      'Promoting v4 of shop... done, v4 serves, and waits: deploys:confirm -a shop\n',
    );
  });
});
