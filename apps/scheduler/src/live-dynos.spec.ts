import { someDyno } from '../spec/some-dyno.js';
import { LiveDynos } from './live-dynos.js';

describe('LiveDynos', () => {
  it('keeps what was written since an observation was made', () => {
    const live = new LiveDynos();
    live.put([someDyno({ state: 'starting' })]);
    live.replaceAll([someDyno({ state: 'placed' })]);
    expect(live.get('d1')?.state).toBe('starting');
  });

  it('forgets what ended and what is not there any more', () => {
    const live = new LiveDynos();
    live.put([someDyno(), someDyno({ id: 'd2' })]);
    live.put([someDyno({ state: 'crashed' })]);
    expect(live.all().map((dyno) => dyno.id)).toEqual(['d2']);
    live.replaceAll([]);
    expect(live.all()).toEqual([]);
  });

  it('tells its listeners until they have enough', () => {
    const live = new LiveDynos();
    let calls = 0;
    const end = live.onChange(() => (calls += 1));
    live.put([someDyno()]);
    live.put([]);
    end();
    live.replaceAll([]);
    expect(calls).toBe(1);
  });
});
