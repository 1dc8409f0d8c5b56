import type { AppliedManifest, ManifestChange } from '@jujube/contract/manifest.js';
import { optionalWord } from '../language/argument.js';
import type { CommandContext } from '../language/command-context.js';
import { on, text, toggle } from '../language/flag.js';
import { UsageError } from '../language/usage-error.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { table } from '../output/table.js';
import { rollOut } from '../waiting/roll-out.js';
import { readManifestFile } from './read-manifest-file.js';

export const apply = defineVerb({
  name: 'apply',
  summary: 'make an app as a manifest says it: process types, sizes, rules, checks, updates; all of it or nothing',
  needsApp: true,
  args: { file: optionalWord('file', 'default: jujube.yml, else app.json; - for standard input') },
  flags: {
    dryRun: toggle('only say what would change'),
    text: text('yaml', 'the manifest itself in place of a file'),
    wait: on('do not wait until a release that this makes serves'),
  },
  examples: [
    'apply --dry-run -a shop',
    'apply deploy/jujube.yml -a shop',
    "apply --text 'processes: {web: {cpu: 250m, memory: 512Mi}}' -a shop",
  ],
  async run(context, { app, args, flags, isJson }) {
    if (flags.text !== undefined && args.file !== undefined) throw new UsageError('Say either a file or --text.');
    const manifest = flags.text === undefined ? await readManifestFile(context, args.file) : { text: flags.text };
    const body = { ...manifest, dry_run: flags.dryRun };
    const title = `${flags.dryRun ? 'Comparing' : 'Applying'} ${'file' in manifest ? manifest.file : 'the text'} to ${app}`;
    const applied = await context.step(title, () => context.client.manifests.apply(app, body), endingOf);
    if (isJson) context.out(jsonText(applied));
    else report(context, applied);
    await follow(context, { app, applied, isWaiting: flags.wait });
  },
});

function endingOf({ changes, release_version: version, dry_run: isDryRun }: AppliedManifest): string {
  if (changes.length === 0) return 'nothing to change';
  const count = changes.length === 1 ? '1 change' : `${changes.length} changes`;
  if (isDryRun) return `${count}${version === null ? '' : `, which make v${version}`}; nothing was changed`;
  return version === null ? count : `${count}, v${version}`;
}

function report(context: CommandContext, { changes, notes }: AppliedManifest): void {
  notes.forEach((note) => context.err(` ›   Note: ${note}`));
  if (changes.length > 0) context.out(table(changes, COLUMNS));
}

const COLUMNS = [
  { title: 'setting', get: ({ setting }: ManifestChange) => setting },
  { title: 'from', get: ({ from }: ManifestChange) => from ?? '-' },
  { title: '', get: () => '→' },
  { title: 'to', get: ({ to }: ManifestChange) => to ?? '-' },
];

interface Followed {
  readonly app: string;
  readonly applied: AppliedManifest;
  readonly isWaiting: boolean;
}

async function follow(context: CommandContext, { app, applied, isWaiting }: Followed): Promise<void> {
  const { release_version: version, dry_run: isDryRun } = applied;
  if (version === null || isDryRun || !isWaiting) return;
  const start = () => context.client.releases.get(app, version);
  await rollOut(context, { title: `Rolling out v${version} of ${app}`, start, isWaiting });
}
