import type { Release } from '@jujube/contract/release.js';
import type { CommandContext } from '../language/command-context.js';
import { CommandFailure } from '../language/command-failure.js';

const RECENT = 50;

/** Why what was waited for does not serve: the reason of the release that ended last, and what serves instead. */
export async function releaseFailure(
  context: CommandContext,
  awaited: Release,
  ended: Release,
): Promise<CommandFailure> {
  const { state, reason, log_excerpt: excerpt } = ended.deployment;
  const why = withStop(reason ?? `its deployment is ${state}`);
  const which = awaited.version === ended.version ? '' : ` superseded by v${ended.version}, which was`;
  const serving = await servingText(context, ended);
  const details = excerpt === null || excerpt === '' ? [] : ['Last log lines:', ...excerpt.trimEnd().split('\n')];
  return new CommandFailure(
    `v${awaited.version} of ${ended.app.name} was${which} not released: ${why}${serving}`,
    details,
  );
}

function withStop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** ` v9 serves on.`, or nothing where nothing serves. */
async function servingText(context: CommandContext, ended: Release): Promise<string> {
  const releases = await context.client.releases.list(ended.app.name, RECENT);
  const serving = releases.find((release) => release.current && release.image !== null)?.version;
  if (serving === undefined) return '';
  return serving < ended.version ? ` v${serving} serves on.` : ` v${serving} serves.`;
}
