import { open } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

const CHUNK_BYTES = 256 * 1024;
const DEADLINE_MS = 300_000;

/**
 * Sends a file of `size` bytes with PUT; answers the status. It passes through one buffer: a stream makes a new one for every
 * chunk, and what they took would stay with the process that runs for months.
 */
export async function uploadFile(url, { file, size, authorization }) {
  const headers = { 'Content-Type': 'application/octet-stream', 'Content-Length': size };
  if (authorization) headers.Authorization = authorization;
  const send = new URL(url).protocol === 'https:' ? httpsRequest : httpRequest;
  const upload = send(url, { method: 'PUT', headers, signal: AbortSignal.timeout(DEADLINE_MS) });
  const answered = statusOf(upload);
  // a refusal in the middle is told by the answer, or by its lack
  await Promise.race([writeAll(file, upload), answered]);
  upload.end();
  return answered;
}

async function writeAll(file, upload) {
  const handle = await open(file);
  try {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES);
      if (bytesRead === 0) return;
      await new Promise((resolve, reject) =>
        upload.write(buffer.subarray(0, bytesRead), (error) => (error ? reject(error) : resolve())),
      );
    }
  } finally {
    await handle.close();
  }
}

function statusOf(upload) {
  return new Promise((resolve, reject) => {
    upload.once('error', reject).once('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
  });
}
