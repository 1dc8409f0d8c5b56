import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const exportManifest = defineVerb({
  name: 'export',
  summary: 'print the manifest that says how an app is now',
  needsApp: true,
  examples: ['export -a shop', 'export -a shop --json'],
  async run(context, { app, isJson }) {
    const exported = await context.client.manifests.get(app);
    if (isJson) context.out(jsonText(exported));
    else context.write(exported.text);
  },
});
