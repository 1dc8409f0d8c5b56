import { buildSource } from './build-source.js';

const around = { sourceRoots: ['/srv/repos'], seal: (plain: string) => `sealed(${plain})` };

describe('buildSource', () => {
  it('takes the login out of a web address and seals it', () => {
    expect(
      buildSource({ kind: 'git', url: 'https://us%40er:p%3Aw@git.example:8443/x.git', ref: 'main' }, around),
    ).toEqual({
      kind: 'git',
      url: 'https://git.example:8443/x.git',
      ref: 'main',
      credentials: 'sealed(us@er:p:w)',
    });
  });

  it('leaves the user of an ssh address where git expects it', () => {
    for (const url of ['ssh://git@git.example/x.git', 'git@git.example:x.git']) {
      expect(buildSource({ kind: 'git', url }, around)).toEqual({ kind: 'git', url, ref: '' });
    }
  });

  it('takes paths below the roots only, and says which those are', () => {
    expect(buildSource({ kind: 'git', url: 'file:///srv/repos/x' }, around)).toEqual({
      kind: 'git',
      url: '/srv/repos/x',
      ref: '',
    });
    expect(() => buildSource({ kind: 'git', url: '/etc' }, around)).toThrow('below /srv/repos');
    expect(() => buildSource({ kind: 'git', url: '/etc' }, { ...around, sourceRoots: [] })).toThrow(
      'SOURCE_ROOTS is not set',
    );
  });

  it('takes an archive as it is', () => {
    expect(buildSource({ kind: 'tar', sourceId: 's1', version: 'v1' }, around)).toEqual({
      kind: 'tar',
      sourceId: 's1',
      version: 'v1',
    });
  });
});
