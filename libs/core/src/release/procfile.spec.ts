import fc from 'fast-check';
import { PROPERTY_RUNS } from '../../spec/property-runs.js';
import { refusalMessage } from '../../spec/refuses.js';
import { parseProcfile } from './procfile.js';

describe('parseProcfile', () => {
  it('reads types and commands, past comments, blank lines and Windows line ends', () => {
    const text = '\uFEFF# how it runs\r\nweb: node server.js --port $PORT\r\n\r\n  # later\nworker:  sh -c "a: b"  \n';
    expect(parseProcfile(text)).toEqual({ web: 'node server.js --port $PORT', worker: 'sh -c "a: b"' });
  });

  it.each([
    ['', 'no process type'],
    ['# nothing\n', 'no process type'],
    ['web node server.js', 'line 1'],
    ['web: a\nweb: b', 'line 2: web stands here twice'],
    ['web: a\n\nWorker: b', 'line 3: "Worker"'],
    ['web:', 'line 1: web has no command'],
    ['web: a\0b', 'control characters'],
    [`web: ${'a'.repeat(8_193)}`, 'longer than'],
    [`web: a\n${'#'.repeat(65_536)}`, '64 KiB'],
    [Array.from({ length: 51 }, (_, index) => `w${index}: a`).join('\n'), 'at most 50'],
  ])('refuses %j', (text, why) => {
    expect(refusalMessage(() => parseProcfile(text))).toContain(why);
  });

  it('gives back what was written', () => {
    const type = fc.stringMatching(/^[a-z][a-z0-9_-]{0,30}$/);
    const command = fc.stringMatching(/^[!-~]([ -~]{0,60}[!-~])?$/);
    fc.assert(
      fc.property(fc.dictionary(type, command, { minKeys: 1, noNullPrototype: true }), (commands) => {
        const text = Object.entries(commands).map(([name, line]) => `${name}: ${line}`);
        expect(parseProcfile(text.join('\n'))).toEqual(commands);
      }),
      PROPERTY_RUNS,
    );
  });

  it('answers or refuses any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        try {
          expect(Object.keys(parseProcfile(text)).length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toHaveProperty('id', 'invalid_params');
        }
      }),
      PROPERTY_RUNS,
    );
  });
});
