import { assertBullmqVersion } from './bullmq-version.js';

describe('assertBullmqVersion', () => {
  it.each(['6.2.0', '6.3.2', '5.81.5', '6.0.0'])('refuses %s', (version) => {
    expect(() => assertBullmqVersion(version)).toThrow(`bullmq ${version} is installed`);
  });

  it.each(['6.3.3', '6.3.10', '6.10.0', '7.0.0', '6.3.3-beta.1'])('accepts %s', (version) => {
    expect(() => assertBullmqVersion(version)).not.toThrow();
  });

  it('accepts the one that is installed', () => {
    expect(() => assertBullmqVersion()).not.toThrow();
  });
});
