import type { Build } from '@jujube/contract/build.js';
import { optionalWord } from '../language/argument.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { keyValues } from '../output/key-values.js';
import { buildStatusText } from './build-status-text.js';
import { findBuild } from './find-build.js';

export const buildInfo = defineVerb({
  name: 'builds:info',
  summary: 'show a build',
  needsApp: true,
  args: { build: optionalWord('build', 'its id or the beginning of it; without: the newest') },
  examples: ['builds:info -a shop', 'builds:info 0d9f3a52 -a shop --json'],
  async run(context, { app, args, isJson }) {
    const build = await findBuild(context.client, app, args.build);
    if (isJson) return context.out(jsonText(build));
    context.out(heading(`Build ${build.id}`));
    context.out(keyValues(facts(build)));
  },
});

function facts(build: Build): [string, string | null | undefined][] {
  return [
    ['Status', buildStatusText(build)],
    ['Failure', build.failure],
    ['By', build.user.email],
    ['Source', build.source_blob.url],
    ['Version', build.source_blob.version],
    ['Commit', build.commit],
    ['Stack', build.stack],
    ['Image', build.image],
    ['Release', build.release?.version === undefined ? build.release?.id : `v${build.release.version}`],
    ['Created', build.created_at],
    ['Updated', build.updated_at],
  ];
}
