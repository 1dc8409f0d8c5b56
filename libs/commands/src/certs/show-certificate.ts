import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { certificateDetails } from './certificate-details.js';
import { chosenCertificate, NAME_FLAG } from './chosen-certificate.js';

export const showCertificate = defineVerb({
  name: 'certs:info',
  summary: 'show a certificate of an app',
  needsApp: true,
  flags: NAME_FLAG,
  examples: ['certs:info -a shop', 'certs:info --name tokyo-10507 -a shop'],
  async run(context, { app, flags, isJson }) {
    const endpoint = await chosenCertificate(context, app, flags.name);
    context.out(isJson ? jsonText(endpoint) : certificateDetails(endpoint));
  },
});
