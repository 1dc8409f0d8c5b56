import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const CLONE = path.resolve(import.meta.dirname, '..');
const CLIENT = 'libs/contract/src/client';

/** Routes that no verb calls, each with what stands for it. */
const NOT_CALLED: readonly (readonly [RegExp, string])[] = [
  [/^GET \/[\w~/{}-]+\/\{\}$/, 'one of a list, which a verb reads whole or with its own form'],
  [/ \/(v2|ping)(\/|$)/, 'Marathon’s API, for what speaks it'],
  [/ \/api\/v1\//, 'Eremetic’s API, for what speaks it'],
  [/ \/(spaces|regions|stacks)(\/|$)/, 'Heroku’s form of environments and of what is always the same'],
  [/ \/users\/(~|\{\})/, 'Heroku’s form of /account, /apps and /pipeline-couplings'],
  [
    /^(GET|POST|PATCH|DELETE) \/teams\/apps\/\{\}(\/collaborators(\/\{\})?)?$/,
    'Heroku’s form of /apps/{} and its collaborators',
  ],
  [/ \/teams\/(permissions|\{\}\/features|\{\}\/members)$/, 'Heroku’s forms; members:set puts'],
  [/ \/deployments\/\{\}/, 'the form without an app of /apps/{}/deployments/{}'],
  [/ \/oauth\/sessions\/\{\}$/, 'logout calls it with ~'],
  [/ \/apps\/\{\}\/(dynos|formations)(\/\{\})?(\/actions\/stop)?$/, 'ps:restart and ps:stop put these together'],
  [/ \/apps\/\{\}\/git\//, 'git'],
  [/ \/registry\/(token$|v2\/)/, 'docker, and the CLI of Heroku'],
  [/ \/sources(\/|$)/, 'builds:create asks for its app’s'],
  [/ \/(builds\/\{\}\/output|log-streams\/\{\}|auth\/cli\/\{\})$/, 'addresses that other answers give'],
  [/ \/(healthz|openapi\.json)$/, 'monitoring and tools'],
  [/ \/(audit-events|apps\/\{\}\/placement)$/, 'called with a query'],
  [/ \/pipeline-couplings$/, 'Heroku’s form of /pipelines/{}/pipeline-couplings'],
  [/ \/account\/rate-limits$/, 'for programs that pace themselves'],
];

const filesOf = (directory: string) =>
  readdirSync(path.join(CLONE, directory), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => readFileSync(path.join(CLONE, directory, name), 'utf8'));

function routes(): string[] {
  const { paths } = JSON.parse(readFileSync(path.join(CLONE, 'apps/api/openapi.json'), 'utf8')) as {
    paths: Record<string, object>;
  };
  return Object.entries(paths).flatMap(([route, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${route.replaceAll(/\{\w+\}/g, '{}')}`),
  );
}

function calledByClient(): Set<string> {
  const text = filesOf(CLIENT).join('\n');
  const calls = text.matchAll(/'(GET|POST|PUT|PATCH|DELETE)',\s*(?:path)?[`']([^`']+)[`']/g);
  const pages = text.matchAll(/readPages(?:<[^>]*>)?\(\s*this\.transport,\s*(?:path)?[`']([^`']+)[`']/g);
  const pattern = (target: string) => target.replaceAll(/\$\{[^}]+\}/g, '{}').replace(/\?.*/, '');
  return new Set([
    ...[...calls].map(([, method, target]) => `${method} ${pattern(target!)}`),
    ...[...pages].map(([, target]) => `GET ${pattern(target!)}`),
  ]);
}

describe('whatever the API can, a verb can:', () => {
  it('the client calls every route, but for those that something else stands for', () => {
    const called = calledByClient();
    const missing = routes().filter((route) => !called.has(route));
    expect(missing.filter((route) => !NOT_CALLED.some(([pattern]) => pattern.test(route)))).toEqual([]);
    expect(NOT_CALLED.filter(([pattern]) => !missing.some((route) => pattern.test(route)))).toEqual([]);
  });

  it('the verbs use everything that the client can', () => {
    const users = [...filesOf('libs/commands/src'), ...filesOf('apps/cli/src'), ...filesOf(CLIENT)].join('\n');
    const methods = filesOf(CLIENT)
      .filter((text) => /export class \w+Client /.test(text))
      .flatMap((text) => [...text.matchAll(/^ {2}(?:async )?(\w+)(?:<[^>]*>)?\(/gm)].map(([, name]) => name!))
      .filter((name) => name !== 'constructor');
    expect(methods.length).toBeGreaterThan(90);
    expect(methods.filter((name) => !new RegExp(`\\.${name}\\b`).test(users))).toEqual([]);
  });
});
