import { refusalMessage } from '../../spec/refuses.js';
import { changeDisruption } from './change-disruption.js';
import type { DisruptionSettings } from './disruption-settings.js';

describe('changeDisruption', () => {
  it('changes what is given and keeps the rest', () => {
    const before = changeDisruption({}, { lostAfterSeconds: 300, minAvailable: undefined });
    expect(changeDisruption(before, { minAvailable: 2 })).toEqual({ lostAfterSeconds: 300, minAvailable: 2 });
  });

  it('lets the newer way to say a budget replace the older one', () => {
    const before = changeDisruption({}, { minAvailable: 2 });
    expect(changeDisruption(before, { maxUnavailable: 1 })).toEqual({ maxUnavailable: 1 });
    expect(changeDisruption(before, { minAvailable: null })).toEqual({});
  });

  it.each<[DisruptionSettings, string]>([
    [{ minAvailable: 1, maxUnavailable: 1 }, 'either min-available or max-unavailable'],
    [{ minAvailable: -1 }, 'min-available is a whole number of dynos from 0 to 10000, not -1'],
    [{ maxUnavailable: 0 }, 'from 1 to 10000, not 0'],
    [{ lostAfterSeconds: 1.5 }, 'lost-after is a whole number of seconds'],
    [{ lostAfterSeconds: 60, replace: false }, 'lost-after 60 says when dynos are replaced, and replace off'],
  ])('refuses %j', (wish, message) => {
    expect(refusalMessage(() => changeDisruption({}, wish))).toContain(message);
  });
});
