import type { NextRelease } from './next-release.js';
import { releaseForProcess, releaseWithoutProcess } from './process-release.js';

const BASE: NextRelease = {
  version: 2,
  description: '',
  image: 'r/shop@sha256:1',
  typeImages: {},
  processTypes: { web: 'node web.js', worker: 'node worker.js' },
  configVars: { A: '1' },
};
const GROUND = { latest: BASE, base: BASE };
const EMPTY: NextRelease = {
  version: 1,
  description: '',
  image: null,
  typeImages: {},
  processTypes: {},
  configVars: {},
};
const NOTHING = { latest: EMPTY, base: EMPTY };
const image = (label?: string, hasCommand = true) => ({
  tag: '2',
  image: 'r/shop@sha256:2',
  pushed: { label, hasCommand },
});

describe('releaseForProcess', () => {
  it('makes none when all holds already, also after a release that failed', () => {
    expect(releaseForProcess(GROUND, { processType: 'web' })).toBeNull();
    const same = { command: 'node web.js', configVars: { A: '1' }, image: { ...image(), image: BASE.image! } };
    expect(releaseForProcess(GROUND, { processType: 'web', ...same })).toBeNull();
    const failed = { ...BASE, version: 3, image: 'r/shop@sha256:bad' };
    expect(releaseForProcess({ latest: failed, base: BASE }, { processType: 'web' })).toBeNull();
  });

  it('changes image, command and config vars at once, and no other process type', () => {
    const wish = { processType: 'web', command: 'node new.js', image: image(), configVars: { A: '1', B: '2' } };
    expect(releaseForProcess(GROUND, wish)).toEqual({
      version: 3,
      description: 'Deploy 2',
      image: 'r/shop@sha256:2',
      typeImages: {},
      processTypes: { web: 'node new.js', worker: 'node worker.js' },
      configVars: { A: '1', B: '2' },
    });
  });

  it('takes the command from the label, else from before, else from the image', () => {
    const typesOf = (label?: string) =>
      releaseForProcess(GROUND, { processType: 'worker', image: image(label) })?.processTypes;
    expect(typesOf('{"worker":"w2","clock":"c"}')).toEqual({ web: 'node web.js', worker: 'w2' });
    expect(typesOf()).toEqual(BASE.processTypes);
    expect(releaseForProcess(NOTHING, { processType: 'web', image: image() })?.processTypes).toEqual({ web: '' });
  });

  it('starts no web that nobody asked for', () => {
    const wish = { processType: 'worker', command: 'w', image: image('{"web":"x"}') };
    expect(releaseForProcess(NOTHING, wish)?.processTypes).toEqual({ worker: 'w' });
  });

  it('refuses what has nothing to run', () => {
    expect(() => releaseForProcess(NOTHING, { processType: 'web' })).toThrow('name an image');
    expect(() => releaseForProcess(NOTHING, { processType: 'web', image: image(undefined, false) })).toThrow(
      'give a command',
    );
  });

  it('replaces config vars, but takes none away from other process types', () => {
    expect(() => releaseForProcess(GROUND, { processType: 'web', configVars: { B: '2' } })).toThrow(
      'take A from worker',
    );
    const alone = { ...BASE, processTypes: { web: '' } };
    const next = releaseForProcess({ latest: alone, base: alone }, { processType: 'web', configVars: {} });
    expect(next).toMatchObject({ configVars: {}, description: 'Unset A config vars' });
    expect(() => releaseForProcess(GROUND, { processType: 'web', configVars: { A: '1', PORT: '1' } })).toThrow('PORT');
  });
});

describe('releaseWithoutProcess', () => {
  it('leaves the others, and refuses to take the last one', () => {
    expect(releaseWithoutProcess(GROUND, 'web')).toMatchObject({
      version: 3,
      processTypes: { worker: 'node worker.js' },
    });
    expect(() => releaseWithoutProcess(GROUND, 'clock')).toThrow('no process type clock');
    const alone = { ...BASE, processTypes: { web: '' } };
    expect(() => releaseWithoutProcess({ latest: alone, base: alone }, 'web')).toThrow('destroy the app');
  });
});
