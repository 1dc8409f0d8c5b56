import fc from 'fast-check';
import { shellQuote } from '../output/shell-quote.js';
import { splitWords } from './split-words.js';

describe('splitWords', () => {
  it('splits at blanks and keeps what is quoted together', () => {
    expect(splitWords(`  config:set  A="x y"  B='p "q"'  C=d\\ e "" -a shop\n`)).toEqual([
      'config:set',
      'A=x y',
      'B=p "q"',
      'C=d e',
      '',
      '-a',
      'shop',
    ]);
  });

  it('does nothing else that a shell does', () => {
    const line = 'ps; rm -rf $HOME `id` $(id) a|b > /tmp/x && * ~';
    expect(splitWords(line)).toEqual(line.split(' '));
  });

  it('keeps a backslash inside double quotes unless it escapes a quote or itself', () => {
    expect(splitWords(String.raw`"a\"b\\c\d"`)).toEqual([String.raw`a"b\c\d`]);
  });

  it.each([
    ["config:set A='x", /quote \('\) at character \d+ is not closed/],
    ['config:set A="x', /quote \("\) at character \d+ is not closed/],
    ['apps\\', /ends in a backslash/],
    ['x'.repeat(9000), /longer than 8192/],
  ])('refuses %p', (line, message) => {
    expect(() => splitWords(line)).toThrow(message);
  });

  it('reads back every list of words that was quoted', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 30 }), { maxLength: 20 }), (words) => {
        expect(splitWords(words.map((word) => (word === '' ? "''" : shellQuote(word))).join(' '))).toEqual(words);
      }),
    );
  });
});
