import { BAND, pktLine, reportStatus, sideBand } from './pkt-line.js';

describe('what git reads', () => {
  it('is framed with its length', () => {
    expect(pktLine('unpack ok\n').toString()).toBe('000eunpack ok\n');
    expect(sideBand(BAND.progress, 'hello').toString()).toBe('000a\u0002hello');
    expect(sideBand(BAND.progress, '')).toHaveLength(0);
  });

  it('has as many frames as a long text takes', () => {
    const framed = sideBand(BAND.progress, 'x'.repeat(100_000));
    expect(framed).toHaveLength(100_000 + 2 * 5);
    expect(framed.subarray(0, 4).toString()).toBe('fff0');
  });

  it('tells what became of each ref', () => {
    const report = reportStatus(
      new Map([
        ['refs/heads/main', null],
        ['refs/tags/x', 'is not built'],
      ]),
    ).toString();
    expect(report).toContain('ok refs/heads/main\n');
    expect(report).toContain('ng refs/tags/x is not built\n');
    expect(report.endsWith('0000' + '0000')).toBe(true);
  });
});
