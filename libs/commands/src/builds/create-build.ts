import { on, text } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { followBuild } from './follow-build.js';
import { releaseOfBuild } from './release-of-build.js';
import { startBuild } from './start-build.js';

export const createBuild = defineVerb({
  name: 'builds:create',
  summary: 'build a repository or a directory, and release what comes out',
  needsApp: true,
  flags: {
    source: text('url', 'git repository: http, https, ssh, or a file below SOURCE_ROOTS of the server'),
    ref: text('ref', 'branch, tag or commit (default: the default branch); with --tar a name for the upload'),
    tar: text('dir', 'pack and upload this directory, without its .git', {
      localReason: 'reads files of this machine',
    }),
    wait: on('neither show the log nor wait for the release'),
  },
  examples: [
    'builds:create -a shop --source https://git.example.com/shop.git --ref main',
    'builds:create -a shop --tar .',
    'builds:create -a shop --source https://git.example.com/shop.git --no-wait',
  ],
  async run(context, { app, flags, isJson }) {
    const build = await startBuild(context, app, flags);
    context.leaveBehind(
      `build ${build.id}. See: builds:info ${build.id} -a ${app}, builds:cancel ${build.id} -a ${app}`,
    );
    if (!flags.wait) return context.out(isJson ? jsonText(build) : build.id);
    const finished = await followBuild(context, {
      app,
      build,
      print: (part) => (isJson ? undefined : context.write(part)),
    });
    const release = await releaseOfBuild(context, app, finished);
    if (isJson) return context.out(jsonText({ build: finished, release }));
    if (release.status === 'pending') return;
    context.out(`       ${(await context.client.apps.get(app)).web_url} serves v${release.version}`);
  },
});
