import type { Dyno } from '@jujube/contract/dyno.js';
import type { Formation } from '@jujube/contract/formation.js';
import type { CommandContext, Step } from '../language/command-context.js';
import { CommandFailure } from '../language/command-failure.js';
import { troubleText } from './trouble-text.js';
import { waitUntil } from './wait-until.js';
import { waitingDyno } from './waiting-dyno.js';

/** A dyno without a host may only be waiting for an old one to leave: it is an error when it stays so. */
const WITHOUT_HOST_MS = 15_000;

/** Waits until exactly the wanted dynos of the given types are up and healthy. */
export async function waitForFormation(
  context: CommandContext,
  entries: readonly Formation[],
  step: Step,
): Promise<void> {
  const app = entries[0]?.app.name;
  if (app === undefined) return;
  context.leaveBehind(`scaling ${app}. See: ps -a ${app}`);
  const deadlineMs = (await context.client.apps.get(app)).deadline_seconds * 1000;
  let waitingSinceMs: number | undefined;
  await waitUntil(context, {
    deadlineMs,
    overdue: () =>
      `The dynos of ${app} are not all up after ${deadlineMs / 1000} s; they are still wanted. See: ps -a ${app}`,
    look: async () => {
      const dynos = (await context.client.dynos.list(app)).filter((dyno) =>
        entries.some(({ type }) => type === dyno.type),
      );
      if (entries.every((entry) => isAsWanted(entry, dynos))) return true;
      if (entries.every((entry) => isServed(entry, dynos)) && (await isHeld(context, app))) return true;
      step.say(progressText(entries, dynos));
      const waiting = waitingDyno(entries, dynos);
      waitingSinceMs = waiting ? (waitingSinceMs ?? context.nowMs()) : undefined;
      if (waiting && context.nowMs() - (waitingSinceMs ?? 0) >= WITHOUT_HOST_MS) throw withoutHost(waiting);
      return undefined;
    },
  });
}

function isAsWanted(entry: Formation, dynos: readonly Dyno[]): boolean {
  const ofType = dynos.filter((dyno) => dyno.type === entry.type);
  return ofType.length === entry.quantity && ofType.every(isUp);
}

/** While canaries wait or a deployment is paused, dynos of two releases stand in one slot for as long as that takes. */
async function isHeld(context: CommandContext, app: string): Promise<boolean> {
  const [newest] = await context.client.deployments.list(app, 1);
  return newest?.state === 'pending' && newest.waiting_for !== null;
}

function isServed({ type, quantity }: Formation, dynos: readonly Dyno[]): boolean {
  const ofType = dynos.filter((dyno) => dyno.type === type);
  const slots = Array.from({ length: quantity }, (_, index) => `${type}.${index + 1}`);
  const taken = new Set(ofType.map(({ name }) => name));
  return taken.size === quantity && slots.every((slot) => taken.has(slot)) && ofType.every(isUp);
}

function progressText(entries: readonly Formation[], dynos: readonly Dyno[]): string {
  const wanted = entries.reduce((sum, entry) => sum + entry.quantity, 0);
  return `${dynos.filter(isUp).length}/${wanted} dynos up${troubleText(dynos)}`;
}

function isUp(dyno: Dyno): boolean {
  return dyno.state === 'up' && dyno.healthy;
}

function withoutHost({ name, reason }: { name: string; reason: string | null }): CommandFailure {
  const why = reason ?? 'no host takes it (see hosts for what they have left)';
  return new CommandFailure(`${name} cannot start: ${why}. It is still wanted and starts when there is room.`);
}
