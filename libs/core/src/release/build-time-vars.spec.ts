import { buildTimeVars, parseBuildTimeVars } from './build-time-vars.js';

describe('build-time config vars', () => {
  it('are named as config vars are, each once and in order', () => {
    expect(parseBuildTimeVars(['NPM_TOKEN', 'A', 'NPM_TOKEN'])).toEqual(['A', 'NPM_TOKEN']);
    expect(() => parseBuildTimeVars(['--privileged'])).toThrow(/is no name for a config var/);
    expect(() => parseBuildTimeVars(['PORT'])).toThrow(/PORT cannot be set/);
    expect(() => parseBuildTimeVars(Array.from({ length: 51 }, (_, index) => `A${index}`))).toThrow(/these are 51/);
  });

  it('show a build what is marked and set, and nothing else', () => {
    const vars = { DATABASE_URL: 'secret', NPM_TOKEN: 'token' };
    expect(buildTimeVars(vars, ['NPM_TOKEN', 'UNSET', 'toString'])).toEqual({ NPM_TOKEN: 'token' });
  });
});
