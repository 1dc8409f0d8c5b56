import { tokenOf } from './token-of.js';

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('tokenOf', () => {
  it.each([
    ['Bearer jj_abc', 'jj_abc'],
    ['bearer jj_abc', 'jj_abc'],
    [basic(':jj_abc'), 'jj_abc'],
    [basic('alice@example.com:jj_abc'), 'jj_abc'],
    [basic('_:with:colons'), 'with:colons'],
    [undefined, null],
    ['', null],
    ['Bearer ', null],
    ['Bearer', null],
    [basic('alice:'), null],
    [basic('alice'), null],
    ['Digest jj_abc', null],
  ])('%p → %p', (header, token) => {
    expect(tokenOf(header)).toBe(token);
  });
});
