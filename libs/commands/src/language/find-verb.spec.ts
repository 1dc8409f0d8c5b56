import { VERBS } from '../verbs.js';
import { findVerb } from './find-verb.js';

describe('findVerb', () => {
  it.each([
    [['ps:scale', 'web=3'], 'ps:scale', ['web=3']],
    [['ps', 'scale', 'web=3'], 'ps:scale', ['web=3']],
    [['releases', 'create', '1a2b3c4d', '-p', 'shop'], 'releases:create', ['1a2b3c4d', '-p', 'shop']],
    [['releases', '-a', 'shop'], 'releases', ['-a', 'shop']],
    [['rollback', 'v2'], 'rollback', ['v2']],
    [['releases:rollback', 'v2'], 'rollback', ['v2']],
    [['auth:whoami'], 'whoami', []],
  ])('%j is %s', (words, name, rest) => {
    const found = findVerb(VERBS, words);
    expect([found.verb.name, found.rest]).toEqual([name, rest]);
  });

  it.each([
    [['ps:scael'], 'ps:scael is not a jujube command. Did you mean ps:scale? See jujube help.'],
    [['hots'], 'hots is not a jujube command. Did you mean hosts? See jujube help.'],
    [['frobnicate'], 'frobnicate is not a jujube command. See jujube help.'],
    [['auth', 'whoam'], 'auth:whoam is not a jujube command. Did you mean auth:whoami? See jujube help.'],
  ])('%j names the nearest one', (words, message) => {
    expect(() => findVerb(VERBS, words)).toThrow(message);
  });

  it('has no name twice', () => {
    const names = VERBS.flatMap((verb) => [verb.name, ...(verb.aliases ?? [])]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
