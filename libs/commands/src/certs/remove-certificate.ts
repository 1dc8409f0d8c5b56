import { CONFIRM_FLAG, confirmApp } from '../language/confirm-app.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { chosenCertificate, NAME_FLAG } from './chosen-certificate.js';

export const removeCertificate = defineVerb({
  name: 'certs:remove',
  summary: 'remove a certificate and its key from an app',
  needsApp: true,
  flags: { ...NAME_FLAG, ...CONFIRM_FLAG },
  examples: ['certs:remove -a shop --confirm shop', 'certs:remove --name tokyo-10507 -a shop --confirm shop'],
  async run(context, { app, flags, isJson }) {
    const { name, domains } = await chosenCertificate(context, app, flags.name);
    const warning = `This removes ${name} from ${app}. It is shown for ${domains.length} domains, which get the installation's own.`;
    await confirmApp(context, { app, confirm: flags.confirm, warning });
    const endpoint = await context.step(`Removing SSL certificate ${name} from ${app}`, () =>
      context.client.sniEndpoints.remove(app, name),
    );
    if (isJson) context.out(jsonText(endpoint));
  },
});
