import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { certificateDetails } from './certificate-details.js';
import { CERTIFICATE_FILES, READS_FILES, readCertificateFiles } from './certificate-files.js';
import { chosenCertificate, NAME_FLAG } from './chosen-certificate.js';

export const updateCertificate = defineVerb({
  name: 'certs:update',
  summary: 'put another certificate in the place of one',
  needsApp: true,
  args: CERTIFICATE_FILES,
  flags: NAME_FLAG,
  localReason: READS_FILES,
  examples: ['certs:update new.crt new.key -a shop', 'certs:update new.crt new.key --name tokyo-10507 -a shop'],
  async run(context, { app, args, flags, isJson }) {
    const files = await readCertificateFiles(args);
    const { name } = await chosenCertificate(context, app, flags.name);
    const endpoint = await context.step(`Updating SSL certificate ${name} for ${app}`, () =>
      context.client.sniEndpoints.update(app, name, files),
    );
    context.out(isJson ? jsonText(endpoint) : certificateDetails(endpoint));
  },
});
