import { parseRange, type RangeSpec } from './parse-range.js';

const SPEC: RangeSpec<'version' | 'id' | 'created_at'> = {
  fields: { version: 'integer', id: 'uuid', created_at: 'timestamptz' },
  defaultField: 'version',
};
const NOTHING = { from: null, isFromExclusive: false, to: null };

describe('parseRange', () => {
  it.each([
    [undefined, { field: 'version', order: 'asc', limit: 200 }],
    ['', { field: 'version', order: 'asc', limit: 200 }],
    ['version ..; order=desc,max=1', { field: 'version', order: 'desc', limit: 1 }],
    ['version ..; max=15, order=desc', { field: 'version', order: 'desc', limit: 15 }],
    ['id ..; max=1000;', { field: 'id', order: 'asc', limit: 1000 }],
    ['id ..; max=999999', { field: 'id', order: 'asc', limit: 1000 }],
    ['version', { field: 'version', order: 'asc', limit: 200 }],
  ])('reads %p', (header, expected) => {
    expect(parseRange(header, SPEC)).toEqual({ ...NOTHING, ...expected });
  });

  it('reads boundaries, with and without the first', () => {
    expect(parseRange('version 3..7', SPEC)).toMatchObject({ from: '3', isFromExclusive: false, to: '7' });
    expect(parseRange('version ]3..', SPEC)).toMatchObject({ from: '3', isFromExclusive: true, to: null });
    expect(parseRange('created_at ]2026-11-20~11:38:15.657064+00..', SPEC)).toMatchObject({
      from: '2026-11-20 11:38:15.657064+00',
    });
  });

  it.each([
    'seq ..',
    'version a..',
    'id 3..',
    'version 1..; max=-1',
    'version 1..; max=1e3',
    'version ..; order=DESC',
    '..',
  ])('refuses %p', (header) => {
    expect(() => parseRange(header, SPEC)).toThrow(expect.objectContaining({ id: 'requested_range_not_satisfiable' }));
  });
});
