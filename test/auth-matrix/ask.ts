import { request as httpRequest } from 'node:http';
import { isNested, type Cell } from './cells.js';
import type { MatrixWorld } from './matrix-world.js';
import type { Things } from './things.js';

const WITHIN_MS = 20_000;

export interface Answer {
  readonly status: number;
  readonly requestId: string;
  readonly text: string;
  /** the same without what is particular to the thing that was asked for */
  readonly shape: string;
}

/** Sends the request of a cell. */
export async function ask(world: MatrixWorld, cell: Cell): Promise<Answer> {
  const { row, kind, expected } = cell;
  const isSpent = row.spends !== undefined && expected === 'let in' && (kind === 'own' || kind === 'foreign');
  const things = isSpent ? await world.renewed(row.spends!, kind) : world.things(kind, isNested(cell.route));
  const { status, requestId, text } = await send(world.api.url, cell, things);
  return { status, requestId, text, shape: withoutNames(text, things) };
}

function send(url: string, { route, row, identity }: Cell, things: Things): Promise<Omit<Answer, 'shape'>> {
  const words: Record<string, string> = { ...things, ...row.path?.(things) };
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(words[name] ?? name));
  const canHaveBody = row.body && !['GET', 'HEAD', 'TRACE'].includes(route.method);
  const headers = {
    ...(identity.authorization === undefined ? {} : { authorization: identity.authorization }),
    ...(canHaveBody ? { 'content-type': 'application/json' } : {}),
  };
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(WITHIN_MS);
    const target = url + path.replace('*', 'nothing') + (row.query?.(things) ?? '');
    const sent = httpRequest(target, { method: route.method, headers, signal }, (response) => {
      const chunks: Buffer[] = [];
      const end = () =>
        resolve({
          status: response.statusCode!,
          requestId: String(response.headers['request-id']),
          text: Buffer.concat(chunks).toString(),
        });
      if (row.isStream && response.statusCode === 200) {
        end();
        response.destroy();
        return;
      }
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', end);
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(canHaveBody ? JSON.stringify(row.body!(things)) : undefined);
  });
}

function withoutNames(text: string, things: Things): string {
  const names = [...new Set(Object.values(things) as string[])].filter((name) => name.length > 6);
  return names.sort((a, b) => b.length - a.length).reduce((rest, name) => rest.replaceAll(name, '…'), text);
}
