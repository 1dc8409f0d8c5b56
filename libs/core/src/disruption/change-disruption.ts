import { UserError } from '../errors/user-error.js';
import type { DisruptionSettings } from './disruption-settings.js';
import { completeDisruption } from './disruption-settings.js';

const LONGEST_SECONDS = 7 * 86_400;
const MOST_DYNOS = 10_000;

/** Changes what is given and keeps the rest; of the two ways to say a budget the newer one stays. Throws `invalid_params`. */
export function changeDisruption(before: DisruptionSettings, change: DisruptionSettings): DisruptionSettings {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const { minAvailable, maxUnavailable } = given as DisruptionSettings;
  if (typeof minAvailable === 'number' && typeof maxUnavailable === 'number')
    refuse('say either min-available or max-unavailable, since one follows from the other');
  const settings = withoutDefaults({
    ...before,
    ...(typeof minAvailable === 'number' && { maxUnavailable: null }),
    ...(typeof maxUnavailable === 'number' && { minAvailable: null }),
    ...given,
  });
  refuseOutOfRange(settings);
  return settings;
}

/** As it is stored: null is what an absent member means. */
function withoutDefaults(settings: DisruptionSettings): DisruptionSettings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null));
}

function refuseOutOfRange(settings: DisruptionSettings): void {
  const { minAvailable, maxUnavailable, lostAfterSeconds, replace, reconcile } = completeDisruption(settings);
  refuseNumber('min-available', minAvailable, { least: 0, most: MOST_DYNOS, of: 'dynos' });
  refuseNumber('max-unavailable', maxUnavailable, { least: 1, most: MOST_DYNOS, of: 'dynos' });
  refuseNumber('lost-after', lostAfterSeconds, { least: 0, most: LONGEST_SECONDS, of: 'seconds' });
  if (!replace && lostAfterSeconds !== null)
    refuse(`lost-after ${lostAfterSeconds} says when dynos are replaced, and replace off that they never are`);
  if (!replace && reconcile !== 'keep_replacement')
    refuse(`reconcile ${reconcile} chooses between a dyno and its replacement, and replace off makes none`);
}

function refuseNumber(name: string, value: number | null, range: { least: number; most: number; of: string }): void {
  const { least, most, of } = range;
  if (value === null || (Number.isInteger(value) && value >= least && value <= most)) return;
  refuse(`${name} is a whole number of ${of} from ${least} to ${most}, not ${value}`);
}

function refuse(why: string): never {
  throw new UserError('invalid_params', `Disruption policy: ${why}.`);
}
