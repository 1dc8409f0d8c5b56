import type { Readable } from 'node:stream';
import type { ContainerProcess } from './container-process.js';

/** Waits for a process and answers what it wrote, each stream up to `limitBytes` (the rest is read and dropped). */
export async function collectOutput(
  process: ContainerProcess,
  limitBytes = 1024 * 1024,
): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const [exitCode, stdout, stderr] = await Promise.all([
    process.exitCode,
    readUpTo(process.stdout, limitBytes),
    readUpTo(process.stderr, limitBytes),
  ]);
  return { exitCode, stdout, stderr };
}

async function readUpTo(stream: Readable, limitBytes: number): Promise<string> {
  const parts: Buffer[] = [];
  let room = limitBytes;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    parts.push(chunk.subarray(0, Math.max(0, room)));
    room -= chunk.length;
  }
  return Buffer.concat(parts).toString();
}
