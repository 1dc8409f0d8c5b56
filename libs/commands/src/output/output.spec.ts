import { dynoLines } from '../ps/dyno-lines.js';
import { keyValues } from './key-values.js';
import { pairText, parsePairs } from './pair-list.js';
import { cpuText, hostSizeText, memoryText, parseCpu, parseMemory } from './resource-text.js';
import { shellQuote } from './shell-quote.js';
import { table } from './table.js';
import { durationText, timeAgo } from './time-text.js';

const NOW_MS = Date.parse('2026-11-20T11:40:15Z');

describe('output', () => {
  it('draws tables with titles, a line and padded columns', () => {
    const rows = [
      { name: 'web', size: '2' },
      { name: 'long-worker', size: '10\nlines' },
    ];
    type Row = (typeof rows)[number];
    const columns = [
      { title: 'type', get: (row: Row) => row.name },
      { title: 'qty', get: (row: Row) => row.size },
    ];
    expect(table(rows, columns)).toBe(
      ['  type          qty', ` ${'─'.repeat(26)}`, '  web           2', '  long-worker   10 lines'].join('\n'),
    );
    expect(table([], columns)).toContain('type   qty');
  });

  it('aligns values and leaves absent ones out', () => {
    expect(
      keyValues([
        ['Web URL', 'http://x'],
        ['Image', null],
        ['Empty', ''],
        ['By', 'ann'],
      ]),
    ).toBe('Web URL: http://x\nEmpty:   \nBy:      ann');
    expect(keyValues([])).toBe('');
  });

  it('tells times as Heroku does', () => {
    expect(timeAgo('2026-11-20T11:38:15.657064+00:00', NOW_MS)).toBe('2026/11/20 11:38:15 +0000 (~ 1m ago)');
    expect([0, 59_999, 3_600_000, 90_000_000, -5].map(durationText)).toEqual(['0s', '59s', '1h', '1d', '0s']);
  });

  it('reads and writes sizes', () => {
    expect(['250m', '0.25', '2', '1.5'].map((text) => parseCpu(text, 'cpu'))).toEqual([250, 250, 2000, 1500]);
    expect(['256Mi', '2Gi'].map((text) => parseMemory(text, 'memory'))).toEqual([256, 2048]);
    expect([cpuText(250), cpuText(2000), memoryText(256), memoryText(2048), memoryText(0)]).toEqual([
      ...['250m', '2', '256Mi', '2Gi', '0Mi'],
    ]);
    for (const wrong of ['', '-1', '250', '1e9', '0x10', '256MB', 'lots']) {
      expect(() => parseMemory(wrong, 'memory')).toThrow('--memory wants a size such as 256Mi or 1Gi');
    }
    for (const wrong of ['', '-1', '1e9', '250mm', '0.0001', 'all'])
      expect(() => parseCpu(wrong, 'cpu')).toThrow('--cpu wants');
  });

  it('tells what a host has', () => {
    expect(hostSizeText({ cpu_millis: 2000, memory_mib: 24105 })).toBe('2 cpu, 24105 MiB');
    expect(hostSizeText({ cpu_millis: 250, memory_mib: 1024 })).toBe('0.25 cpu, 1024 MiB');
  });

  it('reads NAME=VALUE pairs', () => {
    expect(parsePairs(['A=1', 'URL=http://x?a=b', 'EMPTY='], 'config:set')).toEqual({
      A: '1',
      URL: 'http://x?a=b',
      EMPTY: '',
    });
    expect(() => parsePairs(['=x'], 'config:set')).toThrow("config:set wants NAME=VALUE, not '=x'.");
    expect(pairText({ zone: 'b', disk: 'ssd' })).toBe('zone=b, disk=ssd');
  });

  it('quotes for a shell only what needs it', () => {
    expect([shellQuote('bar'), shellQuote("it's"), shellQuote('a b')]).toEqual(['bar', `'it'\\''s'`, `'a b'`]);
  });

  it('shows on which host each dyno runs, in columns', () => {
    const dyno = {
      ports: {},
      gpus: [],
      state: 'up',
      updated_at: '2026-11-20T11:38:15Z',
      release: { id: 'r', version: 3 },
      healthy: true,
      reason: null,
    };
    const lines = dynoLines(
      [
        { ...dyno, name: 'web.1', host: { id: 'a', name: 'h1' } },
        { ...dyno, name: 'web.10', host: null, state: 'blocked', healthy: false, reason: 'no host has 4Gi left' },
      ] as unknown as Parameters<typeof dynoLines>[0],
      NOW_MS,
    );
    expect(lines).toEqual([
      'web.1: up 2026/11/20 11:38:15 +0000 (~ 2m ago)        h1  v3  healthy',
      'web.10: blocked 2026/11/20 11:38:15 +0000 (~ 2m ago)  -   v3  no host has 4Gi left',
    ]);
  });
});
