import fc from 'fast-check';
import { PROPERTY_RUNS } from '../../spec/property-runs.js';
import { refusalMessage } from '../../spec/refuses.js';
import { DEFAULT_DEADLINE_SECONDS, parseDeadline } from './deadline.js';
import { parseImageReference } from './image-tag.js';

const home = { registry: '10.0.0.254:5010', appName: 'shop' };
const digest = `sha256:${'0'.repeat(64)}`;

describe('parseImageReference', () => {
  it.each([
    ['1a2b3c4d', '10.0.0.254:5010/shop:1a2b3c4d'],
    ['v1.2_rc-3', '10.0.0.254:5010/shop:v1.2_rc-3'],
    [digest, `10.0.0.254:5010/shop@${digest}`],
    ['10.0.0.254:5010/shop:main', '10.0.0.254:5010/shop:main'],
    [`10.0.0.254:5010/shop@${digest}`, `10.0.0.254:5010/shop@${digest}`],
  ])('%s is %s', (text, image) => {
    expect(parseImageReference(text, home)).toBe(image);
  });

  it.each([
    'docker.io/library/nginx:latest',
    'evil.example/shop:main',
    '10.0.0.254:5010/other:main',
    '10.0.0.254:5010/shop2:main',
    '10.0.0.254:5010/shop/deep:main',
    '10.0.0.254:5010/shop',
  ])('refuses the foreign image %s', (text) => {
    expect(refusalMessage(() => parseImageReference(text, home))).toContain('Push it to 10.0.0.254:5010/shop:TAG');
  });

  it.each([
    '',
    '.hidden',
    '-rf',
    'a b',
    'nginx:latest',
    'a@b',
    'sha256:abc',
    '10.0.0.254:5010/shop:a:b',
    'x'.repeat(129),
  ])('refuses the tag %j', (text) => {
    expect(refusalMessage(() => parseImageReference(text, home))).toContain('no image tag');
  });

  it('never leaves the repository of the app', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          expect(parseImageReference(text, home)).toMatch(/^10\.0\.0\.254:5010\/shop[:@][\w.:-]+$/);
        } catch (error) {
          expect(error).toHaveProperty('id', 'invalid_params');
        }
      }),
      PROPERTY_RUNS,
    );
  });
});

describe('parseDeadline', () => {
  it.each([10, '300', 3600, DEFAULT_DEADLINE_SECONDS])('takes %j', (seconds) => {
    expect(parseDeadline(seconds)).toBe(Number(seconds));
  });

  it.each([9, 3601, 10.5, -1, NaN, '', '1m', null, undefined, {}])('refuses %j', (seconds) => {
    expect(refusalMessage(() => parseDeadline(seconds))).toContain('10 to 3600');
  });
});
