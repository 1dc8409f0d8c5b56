import type { Release } from '@jujube/contract/release.js';
import { optionalWord } from '../language/argument.js';
import type { CommandContext } from '../language/command-context.js';
import { CommandFailure } from '../language/command-failure.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { proofText } from '../deploys/proof-text.js';
import { jsonText } from '../output/json-text.js';
import { keyValues } from '../output/key-values.js';

export const releaseInfo = defineVerb({
  name: 'releases:info',
  summary: 'show a release: what made it, its image, processes, config and deployment',
  needsApp: true,
  args: { release: optionalWord('release', 'v2, 2 or an id; without: the newest') },
  examples: ['releases:info v2 -a shop', 'releases:info -a shop --json'],
  async run(context, { app, args, isJson }) {
    const asked = args.release ?? (await context.client.releases.list(app, 1))[0]?.version;
    if (asked === undefined) throw new CommandFailure(`${app} has no release yet.`);
    const release = await context.client.releases.get(app, asked);
    if (isJson) return context.out(jsonText(release));
    const config = await context.client.releases.configVars(app, release.version);
    context.out(heading(`Release v${release.version}`));
    context.out(keyValues(facts(release)));
    const proof = proofText(release.deployment.proof, release.version);
    if (proof !== '') context.out(`\n${proof}`);
    showExcerpt(release).forEach((line) => context.out(line));
    const processes = Object.entries(release.process_types).map(
      ([type, command]) => [type, command || '(image)'] as const,
    );
    showSection(context, `v${release.version} Process Types`, processes);
    showSection(context, `v${release.version} Config vars`, Object.entries(config));
  },
});

function facts(release: Release): [string, string | null][] {
  return [
    ['By', release.user.email],
    ['Change', release.description],
    ['Status', release.current ? `${release.status}, current` : release.status],
    ['Reason', release.deployment.reason],
    ['Image', release.image],
    ['Tag', release.image_tag],
    ['Eligible for Rollback?', release.eligible_for_rollback ? 'Yes' : 'No'],
    ['When', release.created_at],
  ];
}

function showExcerpt(release: Release): string[] {
  const excerpt = release.deployment.log_excerpt;
  return excerpt === null || excerpt === '' ? [] : [`\n${heading('Last log lines')}`, excerpt.trimEnd()];
}

function showSection(context: CommandContext, title: string, pairs: readonly (readonly [string, string])[]): void {
  if (pairs.length > 0) context.out(`\n${heading(title)}\n${keyValues(pairs)}`);
}
