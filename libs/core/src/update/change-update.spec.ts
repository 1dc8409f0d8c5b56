import { refusalMessage } from '../../spec/refuses.js';
import { changeUpdate } from './change-update.js';
import type { UpdateSettings } from './update-settings.js';
import { completeUpdate, DEFAULT_UPDATE, updatePolicyOf } from './update-settings.js';

const four = { processType: 'web', quantity: 4 };

function change(before: UpdateSettings, wish: UpdateSettings): UpdateSettings {
  return changeUpdate(before, wish, four);
}

describe('changeUpdate', () => {
  it('changes what is given and keeps the rest', () => {
    const before = change({}, { minimumHealthCapacity: 0.5, autoRevert: true });
    expect(change(before, { minHealthySeconds: 10, canary: undefined, autoRevert: undefined })).toEqual({
      ...{ minimumHealthCapacity: 0.5, autoRevert: true },
      minHealthySeconds: 10,
    });
  });

  it('drops with a strategy what only that strategy knows', () => {
    const canary = change({}, { strategy: 'canary', canary: 2, autoPromoteAfterSeconds: 60, autoRevert: true });
    expect(change(canary, { strategy: 'canary', autoPromoteAfterSeconds: null })).toMatchObject({ canary: 2 });
    expect(change(canary, { strategy: 'recreate' })).toEqual({ strategy: 'recreate', autoRevert: true });
  });

  it.each<[UpdateSettings, string]>([
    [{ minimumHealthCapacity: 1.5 }, '1.5 would keep 6 of 4 web dynos ready'],
    [{ minimumHealthCapacity: -1 }, 'min-health is a fraction'],
    [{ maximumOverCapacity: 2 }, '2 would make at most 12 of 4 web dynos'],
    [{ minHealthySeconds: 0.5 }, 'min-healthy is given in whole seconds from 0 to 3600, not 0.5'],
    [{ drainTimeoutSeconds: 99_999 }, 'drain-timeout'],
    [{ strategy: 'purple' as 'canary' }, 'rolling, canary, bluegreen, recreate'],
    [{ strategy: 'canary', confirm: 'manual' }, 'confirm manual and keep-previous are for strategy bluegreen'],
    [{ keepPreviousSeconds: 60 }, 'and this is rolling'],
    [{ strategy: 'bluegreen', keepPreviousSeconds: -1 }, 'keep-previous is given in whole seconds'],
    [{ strategy: 'bluegreen', canary: 1 }, 'canary 1 is for strategy canary, and this is bluegreen'],
    [{ strategy: 'canary', canary: 5 }, 'canary 5 is more than the 4 dynos that web has'],
    [{ strategy: 'canary', canary: 0 }, 'needs a canary'],
    [{ strategy: 'canary', canary: 1.5 }, 'whole number'],
    [{ canary: 1 }, 'canary 1 is for strategy canary, and this is rolling'],
    [{ autoPromoteAfterSeconds: 60 }, 'auto-promote is for strategies canary and bluegreen'],
    [{ strategy: 'canary', autoPromoteAfterSeconds: 90_000 }, 'from 0 to 86400, not 90000'],
    [{ canaryWeight: 0.1 }, 'are for strategy canary, and this is rolling'],
    [
      { strategy: 'canary', canaryWeight: 1.1 },
      'canary-weight is a share from 0 to 1 (100 %) of the requests, not 1.1',
    ],
    [{ strategy: 'canary', canaryHeader: 'X-Canary' }, 'canary-header is a name and a value'],
    [{ strategy: 'canary', canaryHeader: 'X: 1\n  bind :1' }, 'canary-header is a name and a value'],
    [{ strategy: 'canary', canaryCookie: 'beta=yes; no' }, 'canary-cookie is a name and a value'],
    [{ maxErrorRate: 0 }, 'max-error-rate is a share above 0 and up to 1 (100 %) of the requests, not 0'],
    [{ maxErrorRate: 1.1 }, 'not 1.1'],
    [{ maxP95Ratio: 0.9 }, 'max-p95-ratio is from 1 to 100 times the time before, not 0.9'],
    [{ strategy: 'recreate', minimumHealthCapacity: 0.5 }, 'neither keep 2 ready (min-health 0.5) nor run 4 at once'],
    [{ strategy: 'recreate', maximumOverCapacity: 0.25 }, 'nor run 5 at once (max-over 0.25)'],
  ])('refuses %j', (wish, message) => {
    expect(refusalMessage(() => change({}, wish))).toContain(message);
  });
});

describe('updatePolicyOf', () => {
  it('is what every process type had before it could be said', () => {
    expect(completeUpdate({})).toEqual(DEFAULT_UPDATE);
    expect(updatePolicyOf({})).toEqual({
      ...{ minimumHealthCapacity: 1, maximumOverCapacity: 0.25, minHealthyMs: 0, drainTimeoutMs: 10_000 },
      ...{
        isStopFirst: false,
        canaries: 0,
        isHiddenUntilPromoted: false,
        keepPreviousMs: null,
        promoteAfterMs: null,
        isAutoRevert: false,
      },
    });
  });

  it('keeps nothing and adds nothing when all is stopped first', () => {
    expect(updatePolicyOf({ strategy: 'recreate' })).toMatchObject({
      ...{ isStopFirst: true, minimumHealthCapacity: 0, maximumOverCapacity: 0 },
    });
  });

  it('starts everything beside the old ones, unseen, where colours are switched', () => {
    expect(updatePolicyOf({ strategy: 'bluegreen', autoPromoteAfterSeconds: 5 })).toMatchObject({
      ...{ canaries: Infinity, isHiddenUntilPromoted: true, promoteAfterMs: 5_000, keepPreviousMs: null },
    });
    expect(updatePolicyOf({ strategy: 'bluegreen', confirm: 'manual' }).keepPreviousMs).toBe(3_600_000);
  });

  it('has one canary unless told otherwise', () => {
    expect(updatePolicyOf({ strategy: 'canary' })).toMatchObject({ canaries: 1, promoteAfterMs: null });
    expect(updatePolicyOf({ strategy: 'canary', canary: 2, autoPromoteAfterSeconds: 60 })).toMatchObject({
      ...{ canaries: 2, promoteAfterMs: 60_000 },
    });
  });
});
