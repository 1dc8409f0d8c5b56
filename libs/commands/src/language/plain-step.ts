import type { Step } from './command-context.js';

export interface PlainStep<T> {
  title: string;
  work: (step: Step) => Promise<T>;
  ending?: (result: T) => string;
  print: (text: string) => void;
}

/** A step where nobody is looking: `title... done, ending`, or `title... !` when it fails. */
export async function plainStep<T>({ title, work, ending, print }: PlainStep<T>): Promise<T> {
  print(`${title}... `);
  try {
    const result = await work({ say: () => undefined });
    const words = ending?.(result) ?? '';
    print(words === '' ? 'done\n' : `done, ${words}\n`);
    return result;
  } catch (error) {
    print('!\n');
    throw error;
  }
}
