import { takesGzip } from './compress-answer.js';

describe('gzip', () => {
  it.each(['gzip', 'gzip, deflate', 'br;q=1, GZIP;q=0.2', '*', 'deflate, *;q=0.1'])('is taken with %j', (header) =>
    expect(takesGzip(header)).toBe(true),
  );

  it.each([undefined, '', 'br', 'identity', 'gzip;q=0', '*, gzip;q=0', 'gzip;q=x', 'notgzip'])(
    'is not taken with %j',
    (header) => expect(takesGzip(header)).toBe(false),
  );
});
