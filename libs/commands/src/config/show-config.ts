import { toggle } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { keyValues } from '../output/key-values.js';
import { shellQuote } from '../output/shell-quote.js';

export const showConfig = defineVerb({
  name: 'config',
  summary: 'show the config vars of an app',
  needsApp: true,
  flags: { shell: toggle('as NAME=value lines that a shell reads', { short: 's' }) },
  examples: ['config -a shop', 'config -a shop --shell'],
  async run(context, { app, flags, isJson }) {
    const vars = await context.client.apps.configVars(app);
    if (isJson) return context.out(jsonText(vars));
    const entries = Object.entries(vars);
    if (flags.shell) return entries.forEach(([name, value]) => context.out(`${name}=${shellQuote(value)}`));
    if (entries.length === 0) return context.out(`No config vars on ${app}.`);
    context.out(heading(`${app} Config Vars`));
    context.out(keyValues(entries));
  },
});
