import { refusalMessage } from '../../spec/refuses.js';
import { releaseForContainers } from './container-release.js';
import type { NextRelease } from './next-release.js';

const BUILT: NextRelease = {
  version: 2,
  description: '',
  image: 'r/shop@sha256:1',
  typeImages: {},
  processTypes: { web: 'node web.js', worker: 'node worker.js' },
  configVars: { A: '1' },
};
const EMPTY: NextRelease = { ...BUILT, image: null, processTypes: {} };
const of = (release: NextRelease) => ({ latest: release, base: release });
const pushed = (processType: string, digest: string, label?: string, hasCommand = true) => ({
  processType,
  found: { image: `r/shop@sha256:${digest}`, pushed: { label, hasCommand } },
});

describe('releaseForContainers', () => {
  it('gives one process type its image and command, and leaves the others', () => {
    expect(releaseForContainers(of(BUILT), [pushed('worker', '2222222222222222')])).toEqual({
      version: 3,
      description: 'Deploy worker (222222222222)',
      image: 'r/shop@sha256:1',
      typeImages: { worker: 'r/shop@sha256:2222222222222222' },
      processTypes: { web: 'node web.js', worker: '' },
      configVars: { A: '1' },
    });
  });

  it('makes the first image of an app that of the release', () => {
    const { image, typeImages, processTypes } = releaseForContainers(of(EMPTY), [pushed('clock', '2')]);
    expect({ image, typeImages, processTypes }).toEqual({
      image: 'r/shop@sha256:2',
      typeImages: {},
      processTypes: { clock: '' },
    });
  });

  it('builds on the release that serves, with the newest config', () => {
    const failed = { ...BUILT, version: 5, image: 'r/shop@sha256:bad', configVars: { A: '2' } };
    const next = releaseForContainers({ latest: failed, base: BUILT }, [pushed('web', '2')]);
    expect(next).toMatchObject({
      version: 6,
      configVars: { A: '2' },
      image: BUILT.image,
      typeImages: { web: 'r/shop@sha256:2' },
    });
  });

  it('takes the command from the label of the image where it names the process type', () => {
    const label = '{"worker":"node w.js","web":"x"}';
    const next = releaseForContainers(of(BUILT), [pushed('worker', '2', label)]);
    expect(next.processTypes).toEqual({ web: 'node web.js', worker: 'node w.js' });
  });

  it('takes process types away, and says so', () => {
    const next = releaseForContainers(of(BUILT), [pushed('web', '2'), { processType: 'worker', found: null }]);
    expect(next).toMatchObject({
      description: 'Deploy web (2); Remove worker',
      image: 'r/shop@sha256:2',
      typeImages: {},
      processTypes: { web: '' },
    });
  });

  it.each([
    ['an image that runs nothing', [pushed('web', '2', undefined, false)], 'neither CMD nor ENTRYPOINT'],
    ['a name that is none', [pushed('We b', '2')], 'no name of a process type'],
    [
      'to leave nothing',
      [
        { processType: 'web', found: null },
        { processType: 'worker', found: null },
      ],
      'Nothing would be left',
    ],
  ])('refuses %s', (_what, wishes, why) => {
    expect(refusalMessage(() => releaseForContainers(of(BUILT), wishes))).toContain(why);
  });

  it('finds no process type to take away that is not there', () => {
    const gone = [{ processType: 'clock', found: null }];
    expect(() => releaseForContainers(of(BUILT), gone)).toThrow(expect.objectContaining({ id: 'not_found' }));
  });
});
