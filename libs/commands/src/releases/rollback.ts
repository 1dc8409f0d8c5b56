import type { Release } from '@jujube/contract/release.js';
import { optionalWord } from '../language/argument.js';
import { CommandFailure } from '../language/command-failure.js';
import { on } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { rollOut } from '../waiting/roll-out.js';

export const rollback = defineVerb({
  name: 'rollback',
  aliases: ['releases:rollback'],
  summary: 'make a new release from an earlier one: its image, config and process types',
  needsApp: true,
  args: { release: optionalWord('release', 'v2, 2 or an id; without: the last good one before the current') },
  flags: { wait: on('do not wait until the release serves') },
  examples: ['rollback v2 -a shop', 'rollback -a shop'],
  async run(context, { app, args, flags, isJson }) {
    const target = args.release ?? previous(await context.client.releases.list(app, 100), app);
    const release = await rollOut(context, {
      title: `Rolling back ${app} to ${target}`,
      isWaiting: flags.wait,
      start: () => context.client.releases.create(app, { release: target }),
    });
    if (isJson) return context.out(jsonText(release));
    context.err(` ›   Quantities stay as they are: see ps:scale -a ${app}.`);
  },
});

function previous(releases: readonly Release[], app: string): string {
  const target = releases.find((release) => release.eligible_for_rollback && !release.current);
  if (!target) throw new CommandFailure(`${app} has no earlier release to go back to. See: releases -a ${app}`);
  return `v${target.version}`;
}
