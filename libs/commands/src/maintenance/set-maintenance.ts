import type { Verb } from '../language/verb.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const maintenanceOn = setMaintenance('on');
export const maintenanceOff = setMaintenance('off');

function setMaintenance(state: 'on' | 'off'): Verb {
  return defineVerb({
    name: `maintenance:${state}`,
    summary: state === 'on' ? 'answer every request with a maintenance page' : 'let requests through again',
    needsApp: true,
    examples: [`maintenance:${state} -a shop`],
    async run(context, { app, isJson }) {
      const updated = await context.step(
        `${state === 'on' ? 'Enabling' : 'Disabling'} maintenance mode for ${app}`,
        () => context.client.apps.update(app, { maintenance: state === 'on' }),
      );
      if (isJson) context.out(jsonText(updated));
    },
  });
}
