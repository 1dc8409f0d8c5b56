import { readFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';

/** MiB that a process has in memory. */
export function residentMib(pid: number): number {
  const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(found?.[1] ?? Number.NaN) / 1024;
}

/** Opens so many streams of an app's log and leaves them open while `work` goes on. */
export async function withStreams<T>(url: string, count: number, work: () => Promise<T>): Promise<T> {
  const streams: IncomingMessage[] = [];
  for (let opened = 0; opened < count; opened += 50) {
    streams.push(...(await Promise.all(Array.from({ length: 50 }, () => open(url)))));
  }
  try {
    return await work();
  } finally {
    for (const stream of streams) stream.destroy();
  }
}

function open(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      response.on('error', () => {}).resume();
      if (response.statusCode === 200) resolve(response);
      else reject(new Error(`a log stream answered ${response.statusCode}`));
    }).on('error', reject);
  });
}
