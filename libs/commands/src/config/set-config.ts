import { words } from '../language/argument.js';
import { on } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { keyValues } from '../output/key-values.js';
import { parsePairs } from '../output/pair-list.js';
import { releaseConfig } from './release-config.js';

export const setConfig = defineVerb({
  name: 'config:set',
  summary: 'set config vars: a new release, rolled out without a failed request',
  needsApp: true,
  args: { pairs: words('NAME=value', 'one or more') },
  flags: { wait: on('do not wait until the release serves') },
  examples: ['config:set GREETING=hi -a shop', "config:set GREETING='hello world' COLOR=green -a shop"],
  async run(context, { app, args, flags, isJson }) {
    const changes = parsePairs(args.pairs, 'config:set');
    const title = `Setting ${Object.keys(changes).join(', ')} and restarting ${app}`;
    const release = await releaseConfig(context, { app, changes, title, isWaiting: flags.wait });
    context.out(isJson ? jsonText(release) : keyValues(Object.entries(changes)));
  },
});
