import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const maintenance = defineVerb({
  name: 'maintenance',
  summary: 'show whether an app is in maintenance',
  needsApp: true,
  examples: ['maintenance -a shop'],
  async run(context, { app: name, isJson }) {
    const app = await context.client.apps.get(name);
    context.out(isJson ? jsonText({ maintenance: app.maintenance }) : app.maintenance ? 'on' : 'off');
  },
});
