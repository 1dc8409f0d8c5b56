const HOLD_MS = 400;

interface Held {
  line: string;
  heldUntilMs: number;
}

/**
 * Lines as they come, which is in batches of their sources, told in the order of the times they begin with: each is held back
 * until nothing earlier is to be expected. What comes later than that is told late.
 */
export async function* inTimeOrder(lines: AsyncIterable<string>, holdMs = HOLD_MS): AsyncGenerator<string> {
  const iterator = lines[Symbol.asyncIterator]();
  let held: Held[] = [];
  let coming = iterator.next();
  for (;;) {
    const came = await within(coming, untilFirst(held));
    if (came?.done) break;
    if (came) {
      held.push({ line: came.value, heldUntilMs: performance.now() + holdMs });
      coming = iterator.next();
      continue;
    }
    const [ripe, rest] = splitRipe(held);
    held = rest;
    yield* ripe;
  }
  yield* inOrder(held).map(({ line }) => line);
}

/** Everything up to the last line that was held for long enough: what sorts before that one would be late otherwise. */
function splitRipe(held: readonly Held[]): [string[], Held[]] {
  const sorted = inOrder(held);
  const nowMs = performance.now();
  const last = sorted.findLastIndex(({ heldUntilMs }) => heldUntilMs <= nowMs);
  return [sorted.slice(0, last + 1).map(({ line }) => line), sorted.slice(last + 1)];
}

// times of one format and zone compare as text
function inOrder(held: readonly Held[]): Held[] {
  const timeOf = ({ line }: Held) => line.slice(0, line.indexOf(' '));
  return [...held].sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0));
}

function untilFirst(held: readonly Held[]): number | null {
  return held.length === 0 ? null : Math.min(...held.map(({ heldUntilMs }) => heldUntilMs)) - performance.now();
}

/** null when the time is over first; without a time it waits. */
async function within<T>(coming: Promise<T>, timeMs: number | null): Promise<T | null> {
  if (timeMs === null) return coming;
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), Math.max(0, timeMs))));
  return Promise.race([coming, over]).finally(() => clearTimeout(timer));
}
