import type { ApiAnswer, ApiCaller } from '../support/api-caller.js';
import { KNOWN_GAPS } from './known-gaps.js';
import { SCHEMAS, linkOf, type SchemaLink, type Violation } from './public-schema.js';

/** What answers broke of the public schemas, and which of its links were answered at all. */
export class Contract {
  readonly answered = new Set<string>();
  readonly broken = new Set<string>();
  /** gaps that some answer needed: the others can be struck from the list */
  readonly gapsMet = new Set<string>();

  /** The same caller, of which every answer below 300 is held to the schema of its link. */
  caller({ get, post, put, patch, delete: remove }: ApiCaller): ApiCaller {
    const held =
      <Rest extends unknown[]>(method: string, call: (path: string, ...rest: Rest) => Promise<ApiAnswer>) =>
      async (path: string, ...rest: Rest) => {
        const answer = await call(path, ...rest);
        this.hold(method, path, answer);
        return answer;
      };
    return {
      get: held('GET', get),
      post: held('POST', post),
      put: held('PUT', put),
      patch: held('PATCH', patch),
      delete: held('DELETE', remove),
    };
  }

  hold(method: string, path: string, { status, body }: Pick<ApiAnswer, 'status' | 'body'>): void {
    if (status >= 300) return;
    for (const [name, links] of Object.entries(SCHEMAS)) {
      const link = linkOf(links, method, path);
      if (!link) continue;
      if (name === 'sdk') this.answered.add(link.name);
      for (const { field, message } of [...link.violations(body), ...missing(link, body)]) {
        const key = `${link.resource}.${field}`;
        if (key in KNOWN_GAPS) this.gapsMet.add(key);
        else this.broken.add(`${key} ${message} (${name}, ${method} ${path})`);
      }
    }
  }
}

function missing({ fields }: SchemaLink, body: unknown): Violation[] {
  const items = Array.isArray(body) ? (body as object[]) : [body as object];
  if (fields === null || items.some((item) => typeof item !== 'object' || item === null)) return [];
  const absent = fields.filter((field) => items.some((item) => !(field in item)));
  return absent.map((field) => ({ field, message: 'is missing' }));
}
