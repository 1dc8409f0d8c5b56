/** Passes items on; fails when the next one takes longer than `stallMs`. */
export async function* withStallLimit<T>(
  items: AsyncIterable<T>,
  stallMs: number,
  onStall: () => Error,
): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  for (;;) {
    const next = await within(iterator.next(), stallMs, onStall);
    if (next.done) return;
    yield next.value;
  }
}

async function within<T>(promise: Promise<T>, limitMs: number, onLate: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(onLate()), limitMs);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
