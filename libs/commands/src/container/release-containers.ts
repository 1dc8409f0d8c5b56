import type { CommandContext } from '../language/command-context.js';
import { words } from '../language/argument.js';
import { on, text } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { newestRelease } from '../waiting/newest-release.js';
import { rollOut } from '../waiting/roll-out.js';

interface Change {
  readonly app: string;
  readonly title: string;
  readonly updates: { type: string; docker_image: string | null }[];
  readonly isWaiting: boolean;
  readonly isJson: boolean;
}

const wait = on('do not wait until the release serves');

export const releaseContainers = defineVerb({
  name: 'container:release',
  summary: 'release what was pushed for single process types, as <registry>/<app>/<process type>',
  needsApp: true,
  args: { types: words('type', 'process types, which get an image of their own') },
  flags: { tag: text('tag', 'of the pushed images; default: latest'), wait },
  examples: ['container:release web -a shop', 'container:release web worker --tag 1a2b3c4d -a shop'],
  async run(context, { app, args: { types }, flags, isJson }) {
    const updates = types.map((type) => ({ type, docker_image: flags.tag ?? 'latest' }));
    const title = `Releasing images of ${types.join(', ')} to ${app}`;
    await change(context, { app, title, updates, isWaiting: flags.wait, isJson });
  },
});

export const removeContainers = defineVerb({
  name: 'container:rm',
  summary: 'take process types away from an app',
  needsApp: true,
  args: { types: words('type', 'process types that go') },
  flags: { wait },
  examples: ['container:rm worker -a shop'],
  async run(context, { app, args: { types }, flags, isJson }) {
    const updates = types.map((type) => ({ type, docker_image: null }));
    await change(context, {
      app,
      title: `Removing ${types.join(', ')} from ${app}`,
      updates,
      isWaiting: flags.wait,
      isJson,
    });
  },
});

async function change(context: CommandContext, { app, title, updates, isWaiting, isJson }: Change): Promise<void> {
  const start = async () => {
    await context.client.formation.batchUpdate(app, { updates });
    return newestRelease(context, app);
  };
  const release = await rollOut(context, { title, isWaiting, start });
  if (isJson) context.out(jsonText(release));
}
