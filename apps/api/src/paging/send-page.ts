import type { FastifyReply } from 'fastify';
import type { PageRequest } from '@jujube/database/page-request.js';

/**
 * One page of a list. 206 and Next-Range only when there is more: Heroku's CLI asks again for as long as it gets a 206.
 * @param rows one row more than the page wants when there is a next page
 */
export function sendPage<T extends { cursor: string }>(reply: FastifyReply, page: PageRequest, rows: T[]): T[] {
  const shown = rows.length > page.limit ? rows.slice(0, page.limit) : rows;
  const first = shown[0];
  const last = shown.at(-1);
  if (!first || !last) return shown;
  void reply.header('Content-Range', `${page.field} ${token(first.cursor)}..${token(last.cursor)}`);
  if (shown.length < rows.length) void reply.status(206).header('Next-Range', nextRange(page, last.cursor));
  return shown;
}

function nextRange(page: PageRequest, after: string): string {
  const order = page.order === 'desc' ? ', order=desc' : '';
  return `${page.field} ]${token(after)}..${token(page.to ?? '')}; max=${page.limit}${order}`;
}

// PostgreSQL writes a blank between date and time, which would end the boundary
function token(value: string): string {
  return value.replace(' ', '~');
}
