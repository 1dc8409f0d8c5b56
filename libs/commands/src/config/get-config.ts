import { word } from '../language/argument.js';
import { CommandFailure } from '../language/command-failure.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const getConfig = defineVerb({
  name: 'config:get',
  summary: 'print the value of one config var',
  needsApp: true,
  args: { name: word('name', 'of the config var') },
  examples: ['config:get GREETING -a shop'],
  async run(context, { app, args, isJson }) {
    const value = (await context.client.apps.configVars(app))[args.name];
    if (value === undefined) throw new CommandFailure(`${app} has no config var ${args.name}. See: config -a ${app}`);
    context.out(isJson ? jsonText({ [args.name]: value }) : value);
  },
});
