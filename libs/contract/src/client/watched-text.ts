import { ApiError } from './api-error.js';
import { callError } from './call-errors.js';

/** Yields the text of a body as it comes; a body that is silent for too long ends in an error. */
export async function* watchedText(response: Response, idleTimeoutMs: number): AsyncGenerator<string> {
  if (!response.body) return;
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const chunk = await readWithin(reader, idleTimeoutMs);
      if (chunk.done) break;
      yield decoder.decode(chunk.value, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    throw callError(error, 'Reading the stream');
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

type Chunk = Awaited<ReturnType<ReadableStreamDefaultReader<Uint8Array>['read']>>;

async function readWithin(reader: ReadableStreamDefaultReader<Uint8Array>, idleTimeoutMs: number): Promise<Chunk> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    const message = `The stream was silent for ${Math.round(idleTimeoutMs / 1000)} s.`;
    timer = setTimeout(() => reject(new ApiError({ id: 'timeout', message, status: 0 })), idleTimeoutMs);
  });
  try {
    return await Promise.race([reader.read(), silence]);
  } finally {
    clearTimeout(timer);
  }
}
