import type { UpdatePolicy } from '../wanted/wanted.js';

export const UPDATE_STRATEGIES = ['rolling', 'canary', 'bluegreen', 'recreate'] as const;
export type UpdateStrategy = (typeof UPDATE_STRATEGIES)[number];

/** How a process type goes from one release to the next, as its owner said it. Absent members mean the default. */
export interface UpdateSettings {
  readonly strategy?: UpdateStrategy;
  /** Marathon's fractions of the quantity; see capacityBounds() */
  readonly minimumHealthCapacity?: number;
  readonly maximumOverCapacity?: number;
  readonly minHealthySeconds?: number;
  readonly drainTimeoutSeconds?: number;
  /** so many dynos of the new release run beside all old ones until it is promoted */
  readonly canary?: number;
  /** share of the requests that goes to canaries, however many they are, 0 to 1; null: by their number */
  readonly canaryWeight?: number | null;
  /** requests with this header, `X-Canary: 1`, always go to canaries */
  readonly canaryHeader?: string | null;
  /** the same for a cookie, `beta=yes` */
  readonly canaryCookie?: string | null;
  /** null: somebody has to promote it */
  readonly autoPromoteAfterSeconds?: number | null;
  /** bluegreen: `manual` keeps the old dynos behind the new ones until somebody confirms it, or for so long */
  readonly confirm?: 'auto' | 'manual';
  readonly keepPreviousSeconds?: number;
  /** a release that fails is followed by the last good one as a new release */
  readonly autoRevert?: boolean;
  /** share of the requests to a new release that may fail before it is taken back; null: any */
  readonly maxErrorRate?: number | null;
  /** so many times as long as before may 95 % of the requests to it take; null: any */
  readonly maxP95Ratio?: number | null;
}

export const DEFAULT_UPDATE: Required<UpdateSettings> = {
  strategy: 'rolling',
  minimumHealthCapacity: 1,
  maximumOverCapacity: 0.25,
  minHealthySeconds: 0,
  drainTimeoutSeconds: 10,
  canary: 0,
  canaryWeight: null,
  canaryHeader: null,
  canaryCookie: null,
  autoPromoteAfterSeconds: null,
  confirm: 'auto',
  keepPreviousSeconds: 3600,
  autoRevert: false,
  maxErrorRate: null,
  maxP95Ratio: null,
};

/** With defaults for what was not said: of a canary one dyno, of `recreate` that nothing need stay and nothing may be added. */
export function completeUpdate(settings: UpdateSettings): Required<UpdateSettings> {
  const { strategy = DEFAULT_UPDATE.strategy } = settings;
  const ofStrategy: UpdateSettings = {
    ...(strategy === 'canary' && { canary: 1 }),
    ...(strategy === 'recreate' && { minimumHealthCapacity: 0, maximumOverCapacity: 0 }),
  };
  return { ...DEFAULT_UPDATE, ...ofStrategy, ...settings };
}

/** The settings as plans are made from them. */
export function updatePolicyOf(settings: UpdateSettings): UpdatePolicy {
  const complete = completeUpdate(settings);
  const { autoPromoteAfterSeconds: promoteAfter } = complete;
  return {
    minimumHealthCapacity: complete.minimumHealthCapacity,
    maximumOverCapacity: complete.maximumOverCapacity,
    minHealthyMs: complete.minHealthySeconds * 1000,
    drainTimeoutMs: complete.drainTimeoutSeconds * 1000,
    isStopFirst: complete.strategy === 'recreate',
    canaries: complete.strategy === 'bluegreen' ? Infinity : complete.canary,
    isHiddenUntilPromoted: complete.strategy === 'bluegreen',
    keepPreviousMs: complete.confirm === 'manual' ? complete.keepPreviousSeconds * 1000 : null,
    promoteAfterMs: promoteAfter === null ? null : promoteAfter * 1000,
    isAutoRevert: complete.autoRevert,
    ...budgetOf(complete),
  };
}

function budgetOf({ maxErrorRate, maxP95Ratio }: Required<UpdateSettings>): Pick<UpdatePolicy, 'budget'> {
  return maxErrorRate === null && maxP95Ratio === null ? {} : { budget: { maxErrorRate, maxP95Ratio } };
}
