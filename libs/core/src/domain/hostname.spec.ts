import fc from 'fast-check';
import { PROPERTY_RUNS } from '../../spec/property-runs.js';
import { refusalMessage } from '../../spec/refuses.js';
import { parseHostname } from './hostname.js';

const BASE = 'apps.test';

describe('parseHostname', () => {
  it.each([
    ['shop.example.com', 'shop.example.com'],
    ['Shop.Example.COM.', 'shop.example.com'],
    ['*.example.com', '*.example.com'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['myapps.test', 'myapps.test'],
  ])('takes %s', (text, hostname) => {
    expect(parseHostname(text, BASE)).toBe(hostname);
  });

  it.each([
    ['bücher.example', 'xn--'],
    ['https://shop.example.com/', 'without scheme'],
    ['shop.example.com:80', 'port'],
    ['shop', 'two parts'],
    ['*.com', 'two parts'],
    ['10.0.0.1', 'address'],
    ['a*.example.com', 'first part'],
    ['*.*.example.com', 'first part'],
    ['-a.example.com', 'inner dashes'],
    ['a..example.com', 'inner dashes'],
    ['a b.example.com', 'inner dashes'],
    [`${'a.'.repeat(127)}example`, 'inner dashes'],
    ['shop.apps.test', 'belong to apps'],
    ['*.apps.test', 'belong to apps'],
    ['APPS.test', 'belong to apps'],
  ])('refuses %s', (text, why) => {
    expect(refusalMessage(() => parseHostname(text, BASE))).toContain(why);
  });

  it('gives a name that it takes again unchanged', () => {
    const label = fc.stringMatching(/^[a-zA-Z0-9]([a-zA-Z0-9-]{0,10}[a-zA-Z0-9])?$/);
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 4 }), fc.boolean(), (labels, isWild) => {
        const hostname = parseHostname(`${isWild ? '*.' : ''}${labels.join('.')}.example`, BASE);
        expect(parseHostname(hostname, BASE)).toBe(hostname);
      }),
      PROPERTY_RUNS,
    );
  });
});
