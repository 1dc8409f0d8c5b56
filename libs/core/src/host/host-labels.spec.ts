import { refusalMessage } from '../../spec/refuses.js';
import { parseHostLabel, parseHostLabels } from './host-labels.js';
import { parseHostName } from './host-name.js';

describe('parseHostLabel', () => {
  it.each([
    ['zone=b', ['zone', 'b']],
    ['example.com/disk=SSD_1', ['example.com/disk', 'SSD_1']],
  ])('takes %s', (pair, label) => {
    expect(parseHostLabel(pair)).toEqual(label);
  });

  it.each([
    ['zone', 'key=value'],
    ['=b', 'label key'],
    ['Zone=b', 'label key'],
    ['zone=', 'proper value'],
    ['zone=a=b', 'proper value'],
    ['zone=-b', 'proper value'],
    [`zone=${'b'.repeat(64)}`, 'proper value'],
  ])('refuses %s', (pair, why) => {
    expect(refusalMessage(() => parseHostLabel(pair))).toContain(why);
  });

  it('refuses more than 64', () => {
    const labels = Object.fromEntries(Array.from({ length: 65 }, (_, index) => [`k${index}`, 'v']));
    expect(refusalMessage(() => parseHostLabels(labels))).toContain('too many');
  });
});

describe('parseHostName', () => {
  it.each(['h2', 'worker-1.example.com', 'a', 'a'.repeat(63)])('takes %s', (name) => {
    expect(parseHostName(name)).toBe(name);
  });

  it.each(['', 'H2', '-h2', 'h2-', 'h_2', 'a b', 'a'.repeat(64)])('refuses %j', (name) => {
    expect(refusalMessage(() => parseHostName(name))).toContain('host name');
  });
});
