import type { Verb } from '../language/verb.js';
import { word } from '../language/argument.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const cordonHost = actOnHost('cordon', 'give a host nothing new; what it has stays', 'Cordoning');
export const uncordonHost = actOnHost('uncordon', 'use a host again after a cordon or drain', 'Uncordoning');

function actOnHost(action: 'cordon' | 'uncordon', summary: string, doing: string): Verb {
  return defineVerb({
    name: `hosts:${action}`,
    summary,
    args: { host: word('host', 'name or id') },
    examples: [`hosts:${action} h2`],
    async run(context, { args, isJson }) {
      const host = await context.step(`${doing} ${args.host}`, () => context.client.hosts.act(args.host, action));
      if (isJson) context.out(jsonText(host));
    },
  });
}
