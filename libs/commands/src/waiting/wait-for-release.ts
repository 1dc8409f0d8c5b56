import type { Release } from '@jujube/contract/release.js';
import type { CommandContext, Step } from '../language/command-context.js';
import { CommandFailure } from '../language/command-failure.js';
import { dynoProgress } from './dyno-progress.js';
import { waitUntil } from './wait-until.js';

/** The server ends a deployment at its deadline; so much later nobody is at work there. */
const GRACE_MS = 60_000;
const RECENT = 50;

/** Waits until the release serves, or somebody has to decide about it. A failed or superseded one is an error with its reason and last log lines. */
export async function waitForRelease(context: CommandContext, release: Release, step: Step): Promise<Release> {
  const app = release.app.name;
  const name = `release v${release.version} of ${app}`;
  context.leaveBehind(`${name}. See: releases:info v${release.version} -a ${app}`);
  const deadlineSeconds = release.status === 'pending' ? (await context.client.apps.get(app)).deadline_seconds : 0;
  const ended = await waitUntil(context, {
    deadlineMs: deadlineSeconds * 1000 + GRACE_MS,
    overdue: () => `${name} did not end by its deadline: is the scheduler running? See: releases:info -a ${app}`,
    look: async (renew) => {
      const seen = release.status === 'pending' ? await context.client.releases.get(app, release.version) : release;
      if (seen.status !== 'pending') return seen;
      const { waiting_for: waitingFor, promotes_at: promotesAt } = seen.deployment;
      if (waitingFor === 'confirmation' || (waitingFor === 'promotion' && promotesAt === null)) return seen;
      if (waitingFor) renew();
      step.say(await dynoProgress(context.client, seen));
      return undefined;
    },
  });
  if (ended.status !== 'succeeded' && ended.status !== 'pending')
    throw releaseFailure(ended, await servingVersion(context, app));
  return ended;
}

/** Also says what serves instead. */
function releaseFailure(release: Release, serving: number | undefined): CommandFailure {
  const { state, reason, log_excerpt: excerpt } = release.deployment;
  const why = reason ?? `its deployment is ${state}`;
  const message = `v${release.version} of ${release.app.name} was not released: ${withStop(why)}${serving === undefined ? '' : ` v${serving} serves on.`}`;
  const details = excerpt === null || excerpt === '' ? [] : ['Last log lines:', ...excerpt.trimEnd().split('\n')];
  return new CommandFailure(message, details);
}

function withStop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

async function servingVersion(context: CommandContext, app: string): Promise<number | undefined> {
  const releases = await context.client.releases.list(app, RECENT);
  return releases.find((release) => release.current && release.image !== null)?.version;
}
