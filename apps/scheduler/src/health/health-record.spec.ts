import { judgeHealth, nextCheckInMs, type HealthRecord } from './health-record.js';

const RULES = { intervalSeconds: 5, graceSeconds: 60, maxConsecutiveFailures: 3, hopelessAfterMs: 30_000 };
const BOOTING: HealthRecord = {
  startedAtMs: 0,
  isHealthy: false,
  hasBeenHealthy: false,
  failures: 0,
  failingSinceMs: null,
};

function run(checks: [atMs: number, hasPassed: boolean][]): string[] {
  let record = BOOTING;
  return checks.map(([nowMs, hasPassed]) => {
    const judged = judgeHealth(record, { hasPassed, nowMs }, RULES);
    record = judged.record;
    return judged.verdict;
  });
}

describe('judgeHealth', () => {
  it('is healthy with the first passed check and says so once', () => {
    expect(
      run([
        [100, false],
        [200, true],
        [300, true],
      ]),
    ).toEqual(['unchanged', 'healthy', 'unchanged']);
  });

  it('is a boot timeout when no check has passed by the end of the grace period', () => {
    expect(
      run([
        [59_999, false],
        [60_000, false],
      ]),
    ).toEqual(['unchanged', 'boot-timeout']);
  });

  it('is unhealthy with the third failure in a row, hopeless 30 s after the first of them', () => {
    const checks: [number, boolean][] = [
      [100, true],
      [5_000, false],
      [6_000, false],
      [7_000, true],
      [10_000, false],
      [11_000, false],
      [12_000, false],
      [39_999, false],
      [40_000, false],
    ];
    expect(run(checks)).toEqual([
      'healthy',
      ...['unchanged', 'unchanged', 'unchanged', 'unchanged', 'unchanged'],
      ...['unhealthy', 'unchanged', 'hopeless'],
    ]);
  });

  it('may recover after it was unhealthy', () => {
    const checks: [number, boolean][] = [
      [100, true],
      [1_000, false],
      [2_000, false],
      [3_000, false],
      [4_000, true],
    ];
    expect(run(checks).at(-1)).toBe('healthy');
  });
});

describe('nextCheckInMs', () => {
  it('is short while a dyno boots, then by the interval once it is well', () => {
    expect(nextCheckInMs(BOOTING, 9_000, RULES)).toBe(100);
    expect(nextCheckInMs(BOOTING, 10_000, RULES)).toBe(1_000);
    expect(nextCheckInMs({ ...BOOTING, isHealthy: true }, 9_000, RULES)).toBe(5_000);
    expect(nextCheckInMs({ ...BOOTING, isHealthy: true, failingSinceMs: 1 }, 20_000, RULES)).toBe(1_000);
  });
});
