import { optionalWord } from '../language/argument.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { findBuild } from './find-build.js';
import { followBuild } from './follow-build.js';

export const buildOutput = defineVerb({
  name: 'builds:output',
  summary: 'show the log of a build, until it has ended',
  needsApp: true,
  args: { build: optionalWord('build', 'its id or the beginning of it; without: the newest') },
  examples: ['builds:output -a shop', 'builds:output 0d9f3a52 -a shop'],
  async run(context, { app, args, isJson }) {
    const build = await findBuild(context.client, app, args.build);
    context.leaveBehind(`build ${build.id}. See: builds:info ${build.id} -a ${app}`);
    let output = '';
    const print = (part: string) => (isJson ? (output += part) : context.write(part));
    const ended = await followBuild(context, { app, build, print });
    if (isJson) context.out(jsonText({ build: ended, output }));
  },
});
