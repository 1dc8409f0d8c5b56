import fc from 'fast-check';
import { PROPERTY_RUNS } from '../../spec/property-runs.js';
import { refusalMessage } from '../../spec/refuses.js';
import type { PastRelease } from './next-release.js';
import type { DeploymentState } from './release.js';
import {
  baseRelease,
  initialRelease,
  isRollbackTarget,
  releaseForConfig,
  releaseForImage,
  releaseForRollback,
} from './next-release.js';

function release(version: number, changes: Partial<PastRelease> = {}): PastRelease {
  return {
    version,
    description: 'Deploy 1a2b3c4d',
    image: `r/shop@sha256:${version}`,
    typeImages: {},
    processTypes: { web: `node v${version}.js` },
    configVars: { VERSION: String(version) },
    deploymentState: 'succeeded',
    ...changes,
  };
}

const v1: PastRelease = { ...initialRelease(), deploymentState: null };

describe('release arithmetic', () => {
  it('begins with an initial release that runs nothing', () => {
    expect(v1).toMatchObject({ version: 1, description: 'Initial release', image: null, processTypes: {} });
  });

  it('a build brings image and process types, and keeps the config', () => {
    const image = { image: 'r/shop@sha256:2', processTypes: { web: '' }, description: 'Deploy 1a2b3c4d' };
    const latest = { ...v1, configVars: { A: '1' } };
    expect(releaseForImage(latest, image)).toEqual({ ...image, typeImages: {}, version: 2, configVars: { A: '1' } });
  });

  it('config builds on the newest config and on the image that serves', () => {
    const failed = release(4, { deploymentState: 'failed' });
    const base = baseRelease([v1, release(2), release(3), failed]);
    expect(releaseForConfig({ latest: failed, base }, { GREETING: 'hi' })).toEqual({
      version: 5,
      description: 'Set GREETING config vars',
      image: 'r/shop@sha256:3',
      typeImages: {},
      processTypes: { web: 'node v3.js' },
      configVars: { GREETING: 'hi', VERSION: '4' },
    });
  });

  it('config that changes nothing makes no release', () => {
    expect(releaseForConfig({ latest: release(2), base: release(2) }, { VERSION: '2' })).toBeNull();
  });

  it('rollback takes image, config and process types from the target', () => {
    const { image, typeImages, processTypes, configVars } = release(2);
    const expected = { version: 6, description: 'Rollback to v2', image, typeImages, processTypes, configVars };
    expect(releaseForRollback(release(5), release(2))).toEqual(expected);
  });

  it.each([
    [v1, 'no image'],
    [release(3, { deploymentState: 'failed' }), 'did not succeed'],
    [release(5), 'newest release already'],
  ])('refuses to roll back to %j', (target, why) => {
    expect(refusalMessage(() => releaseForRollback(release(5), target))).toContain(why);
  });

  it('the base is the newest release that serves or is about to', () => {
    const state = fc.constantFrom<DeploymentState[]>('pending', 'succeeded', 'failed', 'superseded', 'cancelled');
    fc.assert(
      fc.property(fc.array(state), (states) => {
        const releases = [v1, ...states.map((deploymentState, index) => release(index + 2, { deploymentState }))];
        const lastGood = states.findLastIndex((one) => one === 'pending' || one === 'succeeded');
        expect(baseRelease(releases.toReversed()).version).toBe(lastGood + 2);
        expect(baseRelease(releases).version).toBe(lastGood + 2);
      }),
      PROPERTY_RUNS,
    );
  });

  it('only what has run may be gone back to', () => {
    expect([v1, release(2), release(3, { deploymentState: 'superseded' })].map(isRollbackTarget)).toEqual([
      false,
      true,
      false,
    ]);
  });
});
