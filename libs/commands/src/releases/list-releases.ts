import type { Release } from '@jujube/contract/release.js';
import { count } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { table } from '../output/table.js';
import { timeAgo } from '../output/time-text.js';

export const listReleases = defineVerb({
  name: 'releases',
  summary: 'list the releases of an app',
  needsApp: true,
  flags: { num: count('number', 'how many (default 15)', { short: 'n' }) },
  examples: ['releases -a shop', 'releases -n 50 -a shop'],
  async run(context, { app, flags, isJson }) {
    const releases = await context.client.releases.list(app, flags.num ?? 15);
    if (isJson) return context.out(jsonText(releases));
    const current = releases.find((release) => release.current);
    context.out(heading(`${app} Releases${current ? ` - Current: v${current.version}` : ''}`));
    context.out(table(releases, columns(context.nowMs())));
  },
});

function columns(nowMs: number) {
  return [
    { title: 'v', get: (release: Release) => `v${release.version}` },
    { title: 'description', get: descriptionText },
    { title: 'user', get: (release: Release) => release.user.email },
    { title: 'created_at', get: (release: Release) => timeAgo(release.created_at, nowMs) },
  ];
}

function descriptionText(release: Release): string {
  return release.status === 'succeeded' ? release.description : `${release.description} (${release.status})`;
}
