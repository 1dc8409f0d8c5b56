import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { certificateDetails } from './certificate-details.js';
import { CERTIFICATE_FILES, READS_FILES, readCertificateFiles } from './certificate-files.js';

export const addCertificate = defineVerb({
  name: 'certs:add',
  summary: 'add a certificate, for the domains that it covers and that have none',
  needsApp: true,
  args: CERTIFICATE_FILES,
  localReason: READS_FILES,
  examples: ['certs:add shop.crt shop.key -a shop'],
  async run(context, { app, args, isJson }) {
    const files = await readCertificateFiles(args);
    const endpoint = await context.step(`Adding SSL certificate to ${app}`, () =>
      context.client.sniEndpoints.add(app, files),
    );
    context.out(isJson ? jsonText(endpoint) : certificateDetails(endpoint));
  },
});
