import type { Release } from '@jujube/contract/release.js';
import type { CommandContext, Step } from '../language/command-context.js';
import { CommandFailure } from '../language/command-failure.js';
import { releaseFailure } from './release-failure.js';
import { supersessionText } from './supersession-text.js';
import { waitForEnd } from './wait-for-end.js';

/** An app whose releases supersede each other without end is left after so long. */
const LONGEST_CHASE_MS = 3_600_000;

export interface ReleasedRelease {
  /** what was waited for, or the later release that superseded it */
  readonly release: Release;
  /** `superseded by v11, which serves`; empty when it was the one that was waited for */
  readonly supersession: string;
}

/**
 * Waits until the release, or the one that superseded it, serves, or somebody has to decide about it. A failed one is an
 * error with its reason and last log lines.
 */
export async function waitForRelease(context: CommandContext, release: Release, step: Step): Promise<ReleasedRelease> {
  const giveUpMs = context.nowMs() + LONGEST_CHASE_MS;
  const path: [Release, ...Release[]] = [await waitForEnd(context, release, step)];
  for (let last = path[0]; last.deployment.state === 'superseded'; path.push(last)) {
    if (context.nowMs() > giveUpMs) throw new CommandFailure(chaseText(release));
    // it was superseded in the transaction that made the next one
    const next = await context.client.releases.get(last.app.name, last.version + 1);
    step.say(`v${last.version} was superseded by v${next.version}`);
    last = await waitForEnd(context, next, step);
  }
  const ended = path.at(-1) ?? path[0];
  if (ended.status !== 'succeeded' && ended.status !== 'pending') throw await releaseFailure(context, path[0], ended);
  return { release: ended, supersession: supersessionText(path) };
}

function chaseText({ app, version }: Release): string {
  return `v${version} of ${app.name} was superseded, and so was every release after it for an hour. See: releases -a ${app.name}`;
}
