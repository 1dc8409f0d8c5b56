import { pushedProcessTypes } from './pushed-process-types.js';

const current = { web: 'node old.js', worker: 'node worker.js' };

describe('pushedProcessTypes', () => {
  it('believes the label of the image', () => {
    const label = '{"web":"","clock":"node clock.js"}';
    expect(pushedProcessTypes({ label, hasCommand: true }, current)).toEqual({ web: '', clock: 'node clock.js' });
  });

  it('runs the command of the image as web and keeps the other process types', () => {
    expect(pushedProcessTypes({ label: undefined, hasCommand: true }, current)).toEqual({ ...current, web: '' });
    expect(pushedProcessTypes({ label: undefined, hasCommand: true }, {})).toEqual({ web: '' });
  });

  it('keeps the known command for an image without one', () => {
    expect(pushedProcessTypes({ label: undefined, hasCommand: false }, current)).toEqual(current);
  });

  it.each(['', 'web', '[]', '{}', '{"Web!":"x"}', '{"web":1}', 'null'])('refuses the label %s', (label) => {
    expect(() => pushedProcessTypes({ label, hasCommand: true }, current)).toThrow('io.jujube.process-types');
  });
});
