import { someDyno } from '../../spec/some-dyno.js';
import { DynoReader } from './dyno-reader.js';

const at = (nanos: number) => `2026-11-20T11:38:15.${String(nanos).padStart(9, '0')}Z`;
const lineOf = (nanos: number) => ({ at: at(nanos), stream: 'stdout' as const, text: `line ${nanos}` });

describe('DynoReader', () => {
  it('makes lines of the dyno, each with how far it is read', () => {
    const reader = new DynoReader(someDyno(), null);
    expect(reader.restart()).toBeUndefined();
    expect(reader.entries(lineOf(7))).toEqual([
      {
        line: { appId: 'a', dynoId: 'd1', dyno: 'web.1', source: 'app', at: at(7), text: 'line 7' },
        cursor: { dynoId: 'd1', at: at(7), repeats: 1 },
      },
    ]);
    expect(reader.restart()).toBe(at(6));
    expect(reader.entries(lineOf(7))).toEqual([]);
  });

  it('stores a thousand lines a second and tells how many it dropped', () => {
    const reader = new DynoReader(someDyno(), null);
    const stored = Array.from({ length: 1_200 }, (_, index) => reader.entries(lineOf(index + 1))).flat();
    expect(stored).toHaveLength(1_000);
    expect(reader.rest()).toEqual([
      {
        line: expect.objectContaining({ source: 'heroku', text: '200 lines dropped: more than 1000 lines a second' }),
        cursor: { dynoId: 'd1', at: at(1_200), repeats: 1 },
      },
    ]);
  });
});
