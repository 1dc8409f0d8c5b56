import { inTimeOrder } from './in-time-order.js';

/** A source whose lines the test sends when it likes. */
function source() {
  const waiting: string[] = [];
  let wake = () => undefined as void;
  let isOver = false;
  async function* lines(): AsyncGenerator<string> {
    for (;;) {
      while (waiting.length > 0) yield waiting.shift()!;
      if (isOver) return;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  const send = (...more: string[]) => {
    waiting.push(...more);
    wake();
  };
  const end = () => {
    isOver = true;
    wake();
  };
  return { lines: lines(), send, end };
}

describe('inTimeOrder', () => {
  it('puts batches of several sources in the order of their times, and keeps the order of equal ones', async () => {
    const { lines, send, end } = source();
    send('03 router[router]: c', '05 router[router]: e', '01 app[web.1]: a', '03 app[web.1]: d');
    end();
    const told = [];
    for await (const line of inTimeOrder(lines)) told.push(line.at(-1));
    expect(told.join('')).toBe('acde');
  });

  it('tells a line when its time is over, though the source goes on, and what is later afterwards', async () => {
    const { lines, send, end } = source();
    const told = inTimeOrder(lines, 30);
    send('02 b', '01 a');
    expect((await told.next()).value).toBe('01 a');
    expect((await told.next()).value).toBe('02 b');
    send('03 c');
    expect((await told.next()).value).toBe('03 c');
    end();
    expect((await told.next()).done).toBe(true);
  });

  it('ends as its source does', async () => {
    async function* broken(): AsyncGenerator<string> {
      yield '01 a';
      throw new Error('the connection broke');
    }
    await expect(drain(inTimeOrder(broken()))).rejects.toThrow('broke');
  });
});

async function drain(lines: AsyncIterable<string>): Promise<void> {
  for await (const _line of lines);
}
