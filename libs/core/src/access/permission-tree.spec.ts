import fc from 'fast-check';
import type { PermissionName } from './permission-name.js';
import { leafFor, leavesOf, permissionsOf, PERMISSION_TREE } from './permission-tree.js';

const leaves = Object.keys(PERMISSION_TREE);

describe('the tree of permissions', () => {
  it('takes a name for itself, with the right to look, and a part of one for all below it', () => {
    expect(leavesOf(['app.deploy'])).toEqual(['app.view', 'app.deploy']);
    expect(leavesOf(['app'])).toEqual(leaves.filter((leaf) => leaf.startsWith('app.')));
    expect(leavesOf(['app.rollback'])).toEqual(['app.view', 'app.rollback']);
    expect(leavesOf(['host', 'host.view'])).toEqual(['host.view', 'host.manage']);
  });

  it.each(['', 'ap', 'app.', 'app.deploy.x', '*', 'constructor', 'token.manage'])('has no %j', (name) => {
    expect(() => leavesOf([name])).toThrow('There is no permission');
  });

  it('opens exactly what its leaves open, and no leaf opens the making of tokens', () => {
    fc.assert(
      fc.property(fc.subarray(leaves), (some) => {
        const open = permissionsOf(leavesOf(some));
        expect(leavesOf(leavesOf(some))).toEqual(leavesOf(some));
        const opens = (leaf: string, permission: PermissionName) => PERMISSION_TREE[leaf]!.includes(permission);
        for (const permission of open) expect(leavesOf(some).some((leaf) => opens(leaf, permission))).toBe(true);
        for (const one of ['token.write', 'user.write', 'transfer.write']) expect(open).not.toContain(one);
      }),
    );
    expect(leafFor('token.write')).toBeNull();
    expect(permissionsOf(['of.tomorrow', 'constructor'])).toEqual([]);
  });
});
