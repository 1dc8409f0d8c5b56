import fc from 'fast-check';
import { readServerSentEvents } from './server-sent-events.js';
import type { ServerSentEvent } from './server-sent-events.js';

async function read(chunks: readonly string[]): Promise<ServerSentEvent[]> {
  const events: ServerSentEvent[] = [];
  async function* stream() {
    yield* chunks;
  }
  for await (const event of readServerSentEvents(stream())) events.push(event);
  return events;
}

describe('readServerSentEvents', () => {
  const text =
    ': hello\n\nid: 1\ndata: one\n\nid: 2\r\ndata: two: a\r\ndata: b\r\n\r\nevent: x\ndata:three\n\nid: 9\ndata: cut';
  const events = [
    { id: '1', data: 'one' },
    { id: '2', data: 'two: a\nb' },
    { id: '2', data: 'three' },
  ];

  it('reads fields, comments and any line ending, and drops an event that is not complete', async () => {
    expect(await read([text])).toEqual(events);
  });

  it('gives the same events however the text is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(text.length), { maxLength: 20 }), async (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), text.length];
        expect(await read(places.slice(1).map((end, index) => text.slice(places[index], end)))).toEqual(events);
      }),
    );
  });
});
