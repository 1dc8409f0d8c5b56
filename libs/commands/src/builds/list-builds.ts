import type { Build } from '@jujube/contract/build.js';
import { count } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { table } from '../output/table.js';
import { timeAgo } from '../output/time-text.js';
import { buildStatusText } from './build-status-text.js';

export const listBuilds = defineVerb({
  name: 'builds',
  summary: 'list the builds of an app',
  needsApp: true,
  flags: { num: count('number', 'how many (default 15)', { short: 'n' }) },
  examples: ['builds -a shop'],
  async run(context, { app, flags, isJson }) {
    const builds = await context.client.builds.list(app, flags.num ?? 15);
    if (isJson) return context.out(jsonText(builds));
    context.out(heading(`${app} Builds`));
    context.out(table(builds, columns(context.nowMs())));
  },
});

function columns(nowMs: number) {
  return [
    { title: 'id', get: (build: Build) => build.id },
    { title: 'status', get: buildStatusText },
    { title: 'version', get: releaseText },
    { title: 'commit', get: commitText },
    { title: 'user', get: (build: Build) => build.user.email },
    { title: 'created_at', get: (build: Build) => timeAgo(build.created_at, nowMs) },
  ];
}

/** What was asked for stands in brackets while no commit is known. */
function commitText({ commit, source_blob: { version } }: Build): string {
  return commit?.slice(0, 8) ?? (version ? `(${version})` : '');
}

/** The release that came out of it. */
function releaseText({ release }: Build): string {
  return release?.version === undefined ? '' : `v${release.version}`;
}
