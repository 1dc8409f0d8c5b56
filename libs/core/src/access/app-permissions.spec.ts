import fc from 'fast-check';
import {
  APP_PERMISSIONS,
  appPermissionFor,
  isPermitted,
  openedBy,
  USUAL_PERMISSIONS,
  wholePermissions,
} from './app-permissions.js';

const anyPermissions = fc.subarray([...APP_PERMISSIONS]);

describe('what collaborators may do', () => {
  it('is what the given words open, and nothing that no word opens', () => {
    expect(isPermitted(openedBy(['view']), 'app.read')).toBe(true);
    expect(isPermitted(openedBy(['view']), 'config.read')).toBe(false);
    expect(isPermitted(openedBy(['view', 'deploy']), 'release.write')).toBe(true);
    expect(isPermitted(openedBy(['view', 'deploy']), 'dyno.write')).toBe(false);
    expect(isPermitted(openedBy(USUAL_PERMISSIONS), 'app.manage')).toBe(false);
    for (const needed of ['host.write', 'user.write', 'token.write', 'app.create', 'fleet.read'] as const) {
      expect(appPermissionFor(needed)).toBeNull();
      expect(isPermitted(openedBy(APP_PERMISSIONS), needed)).toBe(false);
    }
  });

  it('is everything for the owner', () => {
    expect(isPermitted(null, 'app.manage')).toBe(true);
  });

  it('is given with the right to look, once and in order', () => {
    fc.assert(
      fc.property(anyPermissions, anyPermissions, (some, others) => {
        const whole = wholePermissions([...others, ...some, ...others]);
        expect(whole[0]).toBe('view');
        expect(new Set(whole)).toEqual(new Set(['view', ...some, ...others]));
        expect(whole.length).toBe(new Set(whole).size);
      }),
    );
  });
});
