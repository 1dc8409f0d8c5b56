import { word } from '../language/argument.js';
import { on, text, toggle } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { rollOut } from '../waiting/roll-out.js';

export const createRelease = defineVerb({
  name: 'releases:create',
  summary: 'release an image that was pushed to <registry>/<app>:<tag>',
  needsApp: true,
  appShort: 'p',
  args: { tag: word('tag', 'of the pushed image') },
  flags: {
    force: toggle('supersede a deployment that is under way'),
    description: text('text', 'shown in releases'),
    wait: on('do not wait until the release serves'),
  },
  examples: ['releases:create 1a2b3c4d -a shop', 'releases create 1a2b3c4d -p shop --force'],
  async run(context, { app, args, flags, isJson }) {
    const release = await rollOut(context, {
      title: `Releasing ${args.tag} to ${app}`,
      isWaiting: flags.wait,
      start: () =>
        context.client.releases.create(app, {
          image_tag: args.tag,
          description: flags.description,
          ...(flags.force ? { force: true } : {}),
        }),
    });
    if (isJson) context.out(jsonText(release));
  },
});
