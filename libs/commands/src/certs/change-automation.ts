import { CONFIRM_FLAG, confirmApp } from '../language/confirm-app.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const enableAutomation = defineVerb({
  name: 'certs:auto:enable',
  summary: "let the platform get and renew certificates for an app's domains",
  needsApp: true,
  examples: ['certs:auto:enable -a shop'],
  async run(context, { app, isJson }) {
    const changed = await context.step(
      'Enabling Automatic Certificate Management',
      () => context.client.sniEndpoints.automate(app),
      () => `starting. See how it goes: certs:auto -a ${app}`,
    );
    if (isJson) context.out(jsonText(changed));
  },
});

export const disableAutomation = defineVerb({
  name: 'certs:auto:disable',
  summary: 'remove the automatic certificates of an app, and get no others',
  needsApp: true,
  flags: CONFIRM_FLAG,
  examples: ['certs:auto:disable -a shop --confirm shop'],
  async run(context, { app, flags, isJson }) {
    const warning = `This removes the automatic certificates of ${app}. Its domains get the installation's own.`;
    await confirmApp(context, { app, confirm: flags.confirm, warning });
    const changed = await context.step('Disabling Automatic Certificate Management', () =>
      context.client.sniEndpoints.automateNoLonger(app),
    );
    if (isJson) context.out(jsonText(changed));
  },
});

export const refreshAutomation = defineVerb({
  name: 'certs:auto:refresh',
  summary: 'try again at once what failed',
  needsApp: true,
  examples: ['certs:auto:refresh -a shop'],
  async run(context, { app, isJson }) {
    const changed = await context.step('Refreshing Automatic Certificate Management', () =>
      context.client.sniEndpoints.refresh(app),
    );
    if (isJson) context.out(jsonText(changed));
  },
});
