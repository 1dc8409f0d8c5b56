import { optionalWord } from '../language/argument.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { findBuild } from './find-build.js';

export const cancelBuild = defineVerb({
  name: 'builds:cancel',
  summary: 'cancel a build that is queued or running',
  needsApp: true,
  args: { build: optionalWord('build', 'its id or the beginning of it; without: the newest') },
  examples: ['builds:cancel -a shop', 'builds:cancel 0d9f3a52 -a shop'],
  async run(context, { app, args, isJson }) {
    const build = await findBuild(context.client, app, args.build);
    const cancelled = await context.step(`Cancelling build ${build.id}`, () =>
      context.client.builds.cancel(app, build.id),
    );
    if (isJson) context.out(jsonText(cancelled));
  },
});
