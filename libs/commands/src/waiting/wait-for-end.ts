import type { Release } from '@jujube/contract/release.js';
import type { CommandContext, Step } from '../language/command-context.js';
import { dynoProgress } from './dyno-progress.js';
import { waitUntil } from './wait-until.js';

/** The server ends a deployment at its deadline; so much later nobody is at work there. */
const GRACE_MS = 60_000;

/** Waits until the deployment of this release has ended, however that was, or somebody has to decide about it. */
export async function waitForEnd(context: CommandContext, release: Release, step: Step): Promise<Release> {
  const app = release.app.name;
  const name = `release v${release.version} of ${app}`;
  context.leaveBehind(`${name}. See: releases:info v${release.version} -a ${app}`);
  if (release.status !== 'pending') return release;
  const deadlineSeconds = (await context.client.apps.get(app)).deadline_seconds;
  return waitUntil(context, {
    deadlineMs: deadlineSeconds * 1000 + GRACE_MS,
    overdue: () => `${name} did not end by its deadline: is the scheduler running? See: releases:info -a ${app}`,
    look: async (renew) => {
      const seen = await context.client.releases.get(app, release.version);
      if (seen.status !== 'pending' || needsDecision(seen)) return seen;
      if (seen.deployment.waiting_for) renew();
      step.say(await dynoProgress(context.client, seen));
      return undefined;
    },
  });
}

function needsDecision({ deployment: { waiting_for: waitingFor, promotes_at: promotesAt } }: Release): boolean {
  return waitingFor === 'confirmation' || (waitingFor === 'promotion' && promotesAt === null);
}
