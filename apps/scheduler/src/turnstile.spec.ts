import { Turnstile } from './turnstile.js';

describe('Turnstile', () => {
  it('lets so many run at once, in the order in which they came, also past failures', async () => {
    const turnstile = new Turnstile(2);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const works = [0, 1, 2, 3].map((number) =>
      turnstile.pass(async () => {
        begun.push(number);
        await new Promise<void>(
          (resolve, reject) => (ends[number] = number === 0 ? () => reject(new Error()) : resolve),
        );
      }),
    );
    expect(begun).toEqual([0, 1]);
    ends[0]?.();
    await expect(works[0]).rejects.toThrow();
    expect(begun).toEqual([0, 1, 2]);
    ends[1]?.();
    ends[2]?.();
    await works[2];
    ends[3]?.();
    await Promise.all(works.slice(1));
    expect(begun).toEqual([0, 1, 2, 3]);
  });
});
