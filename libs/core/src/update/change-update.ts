import { UserError } from '../errors/user-error.js';
import { parseCookieMark, parseHeaderMark } from './canary-traffic.js';
import type { UpdateSettings } from './update-settings.js';
import { completeUpdate, UPDATE_STRATEGIES } from './update-settings.js';

const LONGEST_SECONDS = 3600;
const LONGEST_DECISION_SECONDS = 86_400;

/** Of whom the settings are, for the arithmetic in messages. */
export interface UpdateSubject {
  readonly processType: string;
  readonly quantity: number;
}

/** Changes what is given and keeps the rest; what only another strategy knows goes with that strategy. Throws `invalid_params`. */
export function changeUpdate(before: UpdateSettings, change: UpdateSettings, of: UpdateSubject): UpdateSettings {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const isOther = change.strategy !== undefined && change.strategy !== completeUpdate(before).strategy;
  const settings: UpdateSettings = { ...(isOther ? withoutStrategy(before) : before), ...given };
  refuseOutOfRange(settings, of);
  refuseContradictions(settings, of);
  refuseTooManyCanaries(change.canary ?? 0, of);
  return settings;
}

const OF_ANY_STRATEGY = ['minHealthySeconds', 'drainTimeoutSeconds', 'autoRevert', 'maxErrorRate', 'maxP95Ratio'];

function withoutStrategy(settings: UpdateSettings): UpdateSettings {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => OF_ANY_STRATEGY.includes(name)));
}

function refuseOutOfRange(settings: UpdateSettings, of: UpdateSubject): void {
  const { strategy, minimumHealthCapacity: health, maximumOverCapacity: over, canary } = completeUpdate(settings);
  if (!UPDATE_STRATEGIES.includes(strategy)) refuse(`strategy is one of ${UPDATE_STRATEGIES.join(', ')}`);
  const count = Math.max(1, of.quantity);
  const dynos = `of ${count} ${of.processType} dynos`;
  if (!isFraction(health)) {
    refuse(
      `min-health is a fraction from 0 to 1, and ${health} would keep ${Math.ceil(count * health)} ${dynos} ready`,
    );
  }
  if (!isFraction(over)) {
    const most = Math.floor(count * (1 + over));
    refuse(`max-over is a fraction from 0 to 1, and ${over} would make at most ${most} ${dynos}`);
  }
  refuseSeconds('min-healthy', settings.minHealthySeconds, LONGEST_SECONDS);
  refuseSeconds('drain-timeout', settings.drainTimeoutSeconds, LONGEST_SECONDS);
  refuseSeconds('auto-promote after', settings.autoPromoteAfterSeconds, LONGEST_DECISION_SECONDS);
  refuseSeconds('keep-previous', settings.keepPreviousSeconds, LONGEST_DECISION_SECONDS);
  refuseBudget(settings);
  refuseTraffic(settings);
  if (!Number.isInteger(canary) || canary < 0) refuse(`canary is a whole number of dynos, not ${canary}`);
}

function refuseTraffic({ canaryWeight, canaryHeader, canaryCookie }: UpdateSettings): void {
  if (typeof canaryWeight === 'number' && !isFraction(canaryWeight)) {
    refuse(`canary-weight is a share from 0 to 1 (100 %) of the requests, not ${canaryWeight}`);
  }
  if (typeof canaryHeader === 'string' && !parseHeaderMark(canaryHeader)) {
    refuse(`canary-header is a name and a value of letters, digits and -._ such as "X-Canary: 1"`);
  }
  if (typeof canaryCookie === 'string' && !parseCookieMark(canaryCookie)) {
    refuse(`canary-cookie is a name and a value of letters, digits and -._ such as beta=yes`);
  }
}

function refuseBudget({ maxErrorRate: errors, maxP95Ratio: ratio }: UpdateSettings): void {
  if (typeof errors === 'number' && !(errors > 0 && errors <= 1)) {
    refuse(`max-error-rate is a share above 0 and up to 1 (100 %) of the requests, not ${errors}`);
  }
  if (typeof ratio === 'number' && !(ratio >= 1 && ratio <= 100)) {
    refuse(`max-p95-ratio is from 1 to 100 times the time before, not ${ratio}`);
  }
}

function refuseContradictions(settings: UpdateSettings, { processType, quantity }: UpdateSubject): void {
  const { strategy, canary, minimumHealthCapacity, maximumOverCapacity, confirm } = completeUpdate(settings);
  if (strategy !== 'canary' && canary > 0) refuse(`canary ${canary} is for strategy canary, and this is ${strategy}`);
  const hasTraffic = [settings.canaryWeight, settings.canaryHeader, settings.canaryCookie].some(
    (one) => (one ?? null) !== null,
  );
  if (strategy !== 'canary' && hasTraffic) {
    refuse(`canary-weight, canary-header and canary-cookie are for strategy canary, and this is ${strategy}`);
  }
  const isPromoted = strategy === 'canary' || strategy === 'bluegreen';
  if (!isPromoted && typeof settings.autoPromoteAfterSeconds === 'number') {
    refuse(`auto-promote is for strategies canary and bluegreen, and this is ${strategy}`);
  }
  if (strategy !== 'bluegreen' && (confirm === 'manual' || settings.keepPreviousSeconds !== undefined)) {
    refuse(
      `confirm manual and keep-previous are for strategy bluegreen, which has all old dynos left, and this is ${strategy}`,
    );
  }
  if (strategy === 'canary' && canary === 0) refuse('strategy canary needs a canary, and canary is 0');
  if (strategy !== 'recreate' || minimumHealthCapacity + maximumOverCapacity === 0) return;
  const ready = Math.ceil(quantity * minimumHealthCapacity);
  const most = Math.floor(quantity * (1 + maximumOverCapacity));
  refuse(
    `recreate stops all ${quantity} ${processType} dynos before it starts others: it can neither keep ${ready} ready ` +
      `(min-health ${minimumHealthCapacity}) nor run ${most} at once (max-over ${maximumOverCapacity})`,
  );
}

/** Those that are more only since the process type was scaled down are simply fewer. */
function refuseTooManyCanaries(canary: number, { processType, quantity }: UpdateSubject): void {
  if (quantity > 0 && canary > quantity) {
    refuse(`canary ${canary} is more than the ${quantity} dynos that ${processType} has`);
  }
}

function isFraction(value: number): boolean {
  return value >= 0 && value <= 1;
}

function refuseSeconds(name: string, seconds: number | null | undefined, longest: number): void {
  if (seconds === undefined || seconds === null) return;
  if (Number.isInteger(seconds) && seconds >= 0 && seconds <= longest) return;
  refuse(`${name} is given in whole seconds from 0 to ${longest}, not ${seconds}`);
}

function refuse(why: string): never {
  throw new UserError('invalid_params', `Update strategy: ${why}.`);
}
