import { BoundedText } from './bounded-text.js';

describe('BoundedText', () => {
  it('keeps what fits and says that it cut', () => {
    const text = new BoundedText(5);
    text.add('abc');
    expect(text.toString()).toBe('abc');
    text.add('defg');
    text.add('h');
    expect(text.toString()).toBe('abcde\n[cut after 5 characters]\n');
  });
});
