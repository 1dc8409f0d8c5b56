import type { Exchange } from './transcripts.js';

/** Parts of Heroku's API that the platform has not (yet), by a word of their paths. Each answers a 4xx that says so. */
const UNSUPPORTED: readonly (readonly [RegExp, string])[] = [
  [/\/addon|\/addons/, 'add-ons'],
  [/\/webhook/, 'webhooks'],
  [/\/log-drains/, 'log drains'],
  [/\/sni-endpoints\/|\/acm$/, 'certificates'],
  [/\/features\//, 'features'],
  [/\/account\/keys$/, 'SSH keys'],
  [/\/slugs\//, 'slugs'],
  [/\/review-app/, 'review apps'],
  [/\/test-runs/, 'test runs'],
  [/\/pipelines\/[^/]+\/repo$/, 'repositories of pipelines'],
];

// they are asked for with other things, and answer an empty list
const EMPTY =
  /^GET \/(?:apps\/[^/]+\/(?:addons|log-drains|sni-endpoints|webhooks|features)|addons|addon-services|account\/keys|teams|spaces)$/;

/** What a command needs that the platform has not; null: nothing. */
export function unsupportedPart(exchanges: readonly Exchange[]): string | null {
  for (const { method, path, body } of exchanges) {
    const found = UNSUPPORTED.find(([words]) => words.test(path));
    if (found && !EMPTY.test(`${method} ${path}`)) return found[1];
    if (method === 'POST' && path.endsWith('/sni-endpoints')) return 'certificates';
    if (
      method === 'PATCH' &&
      /\/domains\/|^\/apps\/[^/]+$/.test(path) &&
      /sni_endpoint|build_stack/.test(JSON.stringify(body))
    )
      return 'certificates and stacks';
    if (method === 'PUT' && path.endsWith('/buildpack-installations')) return 'buildpacks';
  }
  return null;
}
