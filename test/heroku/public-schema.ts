import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

type Json = Record<string, unknown>;

export interface Violation {
  /** `owner.email`; empty for the whole */
  readonly field: string;
  readonly message: string;
}

/** One request that Heroku's API knows, with what it answers. */
export interface SchemaLink {
  /** `app GET /apps/{app}` */
  readonly name: string;
  readonly resource: string;
  readonly method: string;
  readonly segments: readonly (string | null)[];
  /** fields of the resource; null when the answer is a map or a list of nothing known */
  readonly fields: readonly string[] | null;
  /** where an answer does not fit, and how */
  readonly violations: (body: unknown) => Violation[];
}

/** `v3`: what is published; `3.sdk`: what today's clients are made for, a superset of it. */
export const SCHEMAS = { v3: readSchema('schema.v3.json'), sdk: readSchema('schema.3.sdk.json') };

/** The link that a request follows; of several, the one with the most fixed words (`/users/~/apps`). */
export function linkOf(links: readonly SchemaLink[], method: string, url: string): SchemaLink | undefined {
  const words = url.split('?', 1)[0]!.split('/').slice(1);
  const fitting = links.filter((link) => link.method === method && fits(link.segments, words));
  return fitting.sort((a, b) => variables(a) - variables(b))[0];
}

function fits(segments: readonly (string | null)[], words: readonly string[]): boolean {
  return segments.length === words.length && segments.every((segment, i) => segment === null || segment === words[i]);
}

const variables = ({ segments }: SchemaLink) => segments.filter((segment) => segment === null).length;

function readSchema(file: string): SchemaLink[] {
  const text = readFileSync(path.join(import.meta.dirname, file), 'utf8');
  const { definitions } = JSON.parse(text, withoutDraft4Words) as { definitions: Record<string, Json> };
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
  (addFormats as unknown as (ajv: Ajv) => void)(ajv);
  ajv.addSchema({ $id: file, definitions });
  return Object.entries(definitions).flatMap(([resource, definition]) =>
    ((definition.links ?? []) as Json[]).map((link) => readLink({ ajv, file, definitions }, resource, link)),
  );
}

// ajv speaks a later draft, in which a schema's own name is `$id`
function withoutDraft4Words(key: string, value: unknown): unknown {
  return (key === 'id' || key === '$schema') && typeof value === 'string' ? undefined : value;
}

interface Book {
  readonly ajv: Ajv;
  readonly file: string;
  readonly definitions: Record<string, Json>;
}

function readLink(book: Book, resource: string, link: Json): SchemaLink {
  const href = String(link.href);
  const target = (link.targetSchema ?? { $ref: `#/definitions/${resource}` }) as Json;
  let compiled: ValidateFunction | undefined;
  return {
    name: `${resource} ${link.method as string} ${href.replaceAll(/\{\([^)]*\)\}/g, '{}')}`,
    resource,
    method: String(link.method),
    segments: href
      .split('/')
      .slice(1)
      .map((segment) => (segment.startsWith('{') ? null : segment)),
    fields: fieldsOf(book, target),
    violations: (body) => {
      compiled ??= book.ajv.compile(absolute(target, book.file) as Json);
      return compiled(body)
        ? []
        : compiled.errors!.map(({ instancePath, message = '' }) => ({ field: fieldAt(instancePath), message }));
    },
  };
}

// `/0/user/email`: which of a list it was does not matter
function fieldAt(instancePath: string): string {
  return instancePath
    .split('/')
    .filter((word) => word !== '' && !/^\d+$/.test(word))
    .join('.');
}

function absolute(schema: unknown, file: string): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', `"$ref":"${file}#/`));
}

function fieldsOf({ definitions }: Book, target: Json): string[] | null {
  const items = (target.items ?? target) as Json;
  const name = /^#\/definitions\/([\w-]+)$/.exec(String(items.$ref ?? ''))?.[1];
  const properties = (name === undefined ? items : definitions[name])?.properties as Json | undefined;
  return properties ? Object.keys(properties) : null;
}
