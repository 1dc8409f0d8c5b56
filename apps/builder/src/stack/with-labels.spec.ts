import fc from 'fast-check';
import { withLabels } from './with-labels.js';

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1) ?? '';

describe('withLabels', () => {
  it('adds one step', () => {
    expect(withLabels('FROM base\nCMD ["x"]', { a: '1', b: 'two words' })).toBe(
      "FROM base\nCMD [\"x\"]\nLABEL 'a'='1' 'b'='two words'\n",
    );
  });

  it('stands alone even after a line that would go on', () => {
    expect(withLabels('FROM base\nRUN x \\\n\n', { a: '1' })).toBe("FROM base\nRUN x \nLABEL 'a'='1'\n");
  });

  it('keeps JSON whole, whatever a command holds', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'binary' })), (commands) => {
        const json = JSON.stringify(commands);
        const line = lastLine(withLabels('FROM base\n', { commands: json }));
        const [, value = ''] = /^LABEL 'commands'='([^'`$]*)'$/.exec(line) ?? [];
        expect(JSON.parse(value)).toEqual(commands);
      }),
    );
  });
});
