import type { Answer, Transport } from './transport.js';

export interface PageOptions {
  /** property that the list is sorted by */
  by: 'id' | 'name' | 'version' | 'started' | 'created_at' | 'hostname' | 'sequence';
  order?: 'asc' | 'desc';
  /** at most so many in all; absent: everything */
  limit?: number;
}

const PAGE_SIZE = 1000;

/** Reads a list over as many pages as there are (206 + Next-Range), or as the limit needs. */
export async function readPages<T>(transport: Transport, target: string, options: PageOptions): Promise<T[]> {
  const limit = options.limit ?? Infinity;
  const size = Math.min(limit, PAGE_SIZE);
  const items: T[] = [];
  let range: string | null = `${options.by} ..; order=${options.order ?? 'asc'},max=${size};`;
  while (range !== null && items.length < limit) {
    const answer: Answer<T[]> = await transport.call<T[]>('GET', target, { headers: { range } });
    items.push(...answer.body);
    range = answer.status === 206 ? answer.headers.get('next-range') : null;
  }
  return items.slice(0, limit);
}
