import fc from 'fast-check';
import { prunableDigests } from './retention.js';

const present = (...digests: string[]) => digests.map((digest) => ({ digest, isFresh: false }));
const release = (version: number, digest: string | null) => ({ version, digest });

describe('images to delete', () => {
  it('are those before the last ten', () => {
    const releases = Array.from({ length: 14 }, (_, index) => release(index + 1, `d${index + 1}`));
    const all = present(...releases.map(({ digest }) => digest!));
    expect(prunableDigests({ releases, inUse: [], present: all })).toEqual(['d1', 'd2', 'd3', 'd4']);
  });

  it('go by whole releases where process types have images of their own', () => {
    const pair = (version: number) => [release(version, `web${version}`), release(version, `worker${version}`)];
    const releases = Array.from({ length: 12 }, (_, index) => pair(index + 1)).flat();
    const all = present(...releases.map(({ digest }) => digest!));
    expect(prunableDigests({ releases, inUse: [], present: all })).toEqual(['web1', 'worker1', 'web2', 'worker2']);
  });

  it('are counted as images: config changes do not push one out', () => {
    const changes = Array.from({ length: 20 }, (_, index) => release(index + 3, 'new'));
    const releases = [release(1, null), release(2, 'old'), ...changes];
    expect(prunableDigests({ releases, inUse: [], present: present('old', 'new') })).toEqual([]);
  });

  it('stay while a rollback made them new again, while they run, and while they just came', () => {
    const releases = [release(1, 'a'), release(2, 'b'), release(3, 'c'), release(4, 'a')];
    const given = { releases, present: [...present('a', 'b', 'c', 'pushed'), { digest: 'fresh', isFresh: true }] };
    expect(prunableDigests({ ...given, inUse: [], keepImages: 2 })).toEqual(['b', 'pushed']);
    expect(prunableDigests({ ...given, inUse: ['b', 'pushed'], keepImages: 2 })).toEqual([]);
  });

  it('are never of the last ten releases, in use or fresh, and are all the others', () => {
    const digest = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz');
    const input = fc.record({
      releases: fc.uniqueArray(fc.record({ version: fc.nat(100), digest: fc.option(digest) }), {
        selector: ({ version }) => version,
        maxLength: 40,
      }),
      inUse: fc.array(digest, { maxLength: 4 }),
      present: fc.array(fc.record({ digest, isFresh: fc.boolean() })),
    });
    fc.assert(
      fc.property(input, (given) => {
        const lastTen = [...given.releases].sort((a, b) => b.version - a.version).slice(0, 10);
        const pruned = new Set(prunableDigests(given));
        for (const each of [...lastTen.map((one) => one.digest), ...given.inUse]) expect(pruned).not.toContain(each);
        const kept = given.present.filter((one) => !one.isFresh && !pruned.has(one.digest)).map((one) => one.digest);
        const keptReleased = new Set(kept.filter((one) => !given.inUse.includes(one)));
        expect(keptReleased.size).toBeLessThanOrEqual(10);
      }),
    );
  });
});
