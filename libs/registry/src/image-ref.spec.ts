import fc from 'fast-check';
import { checkedTag, formatImageRef, isImageOf, parseImageRef, registryHost } from './image-ref.js';

const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('image reference', () => {
  it.each([
    ['shop', { repository: 'shop' }],
    ['shop:1a2b3c4d', { repository: 'shop', tag: '1a2b3c4d' }],
    ['library/shop', { repository: 'library/shop' }],
    ['10.231.7.254:5010/shop:v1', { registry: '10.231.7.254:5010', repository: 'shop', tag: 'v1' }],
    ['localhost/shop', { registry: 'localhost', repository: 'shop' }],
    [`registry.example/team/shop@${DIGEST}`, { registry: 'registry.example', repository: 'team/shop', digest: DIGEST }],
    [`r.example/shop:v1@${DIGEST}`, { registry: 'r.example', repository: 'shop', tag: 'v1', digest: DIGEST }],
  ])('%s is read and written again', (text, parts) => {
    expect(parseImageRef(text)).toEqual(parts);
    expect(formatImageRef(parts)).toBe(text);
  });

  it.each([
    '',
    'Shop',
    '-shop',
    'shop:',
    'shop:--x y',
    'shop@sha256:abc',
    `shop@${DIGEST}@${DIGEST}`,
    'http://registry.example/shop',
    'registry.example/../shop',
    'registry.example:port/shop',
    'shop\n:v1',
    `shop:${'x'.repeat(129)}`,
    'a/'.repeat(300) + 'b',
  ])('%j is none', (text) => {
    expect(() => parseImageRef(text)).toThrow(expect.objectContaining({ id: 'invalid_params' }));
  });

  it('is read without surprises whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aA0._-:/@ '), maxLength: 200 }), (text) => {
        const parts = parsed(text);
        if (parts) expect(formatImageRef(parts)).toBe(text);
      }),
    );
  });

  it('belongs to an app in one registry', () => {
    const place = { registry: registryHost('http://10.0.0.1:5010'), app: 'shop' };
    expect(isImageOf('10.0.0.1:5010/shop:v1', place)).toBe(true);
    expect(isImageOf(`10.0.0.1:5010/shop@${DIGEST}`, place)).toBe(true);
    expect(isImageOf('10.0.0.1:5010/shop/other:v1', place)).toBe(false);
    expect(isImageOf('10.0.0.2:5010/shop:v1', place)).toBe(false);
    expect(isImageOf('shop:v1', place)).toBe(false);
  });

  it('has tags without surprises', () => {
    expect(checkedTag('1a2b3c4d')).toBe('1a2b3c4d');
    for (const tag of ['', '.x', '-x', 'a/b', 'a b', 'x@y']) expect(() => checkedTag(tag)).toThrow('not an image tag');
  });
});

function parsed(text: string) {
  try {
    return parseImageRef(text);
  } catch (error) {
    expect(error).toMatchObject({ id: 'invalid_params' });
    return null;
  }
}
