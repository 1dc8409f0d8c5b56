import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { commandLine } from './command-words.js';

describe('the words of a command', () => {
  it('reach the program as they were typed', () => {
    const word = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
        const line = commandLine(['printf', '%s\\0', ...words]);
        const printed = execFileSync('/bin/sh', ['-c', line], { encoding: 'utf8' });
        expect(printed.split('\0').slice(0, -1)).toEqual(words);
      }),
      { numRuns: 60 },
    );
  });

  it('may be a whole line', () => {
    expect(commandLine(['echo $HOME | wc -c'])).toBe('echo $HOME | wc -c');
    expect(commandLine(['--', 'ls', '--', '-l'])).toBe('ls -- -l');
  });
});
