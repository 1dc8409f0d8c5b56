import { words } from '../language/argument.js';
import { on } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { releaseConfig } from './release-config.js';

export const unsetConfig = defineVerb({
  name: 'config:unset',
  aliases: ['config:remove'],
  summary: 'remove config vars: a new release',
  needsApp: true,
  args: { names: words('name', 'one or more') },
  flags: { wait: on('do not wait until the release serves') },
  examples: ['config:unset GREETING -a shop'],
  async run(context, { app, args, flags, isJson }) {
    const changes = Object.fromEntries(args.names.map((name) => [name, null]));
    const title = `Unsetting ${args.names.join(', ')} and restarting ${app}`;
    const release = await releaseConfig(context, { app, changes, title, isWaiting: flags.wait });
    if (isJson) context.out(jsonText(release));
  },
});
