import { sinceTime } from './since-time.js';

const NOW = Date.parse('2026-11-26T12:00:00Z');

describe('sinceTime', () => {
  it.each([
    ['90m', '2026-11-26T10:30:00.000Z'],
    ['12h', '2026-11-26T00:00:00.000Z'],
    ['7d', '2026-11-19T12:00:00.000Z'],
    ['2026-11-01', '2026-11-01T00:00:00.000Z'],
    ['2026-11-01T08:00:00+02:00', '2026-11-01T06:00:00.000Z'],
  ])('%s', (text, at) => {
    expect(sinceTime(text, NOW).toISOString()).toBe(at);
  });

  it.each(['', 'soon', '7', '7w', '-1d', '2026-13-01', '999999d'])('refuses %j', (text) => {
    expect(() => sinceTime(text, NOW)).toThrow('--since wants');
  });
});
