import { coversHostname } from './covers-hostname.js';

describe('a certificate covers', () => {
  it.each([
    [['www.example.com'], 'WWW.example.com'],
    [['a.example', '*.example.com'], 'www.example.com'],
    [['*.example.com'], '*.example.com'],
  ])('%j the host %s', (names, hostname) => expect(coversHostname(names, hostname)).toBe(true));

  it.each([
    [['www.example.com'], 'example.com'],
    [['*.example.com'], 'example.com'],
    [['*.example.com'], 'a.b.example.com'],
    [['www.example.com'], '*.example.com'],
    [[], 'example.com'],
  ])('%j not the host %s', (names, hostname) => expect(coversHostname(names, hostname)).toBe(false));
});
