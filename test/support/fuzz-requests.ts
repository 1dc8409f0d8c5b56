import fc from 'fast-check';

/** As much of an OpenAPI document as requests are made from. */
export interface ApiDescription {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema?: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface FuzzRequest {
  readonly method: string;
  /** as the document has it */
  readonly route: string;
  readonly target: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}

const ODD_TEXTS = [
  '',
  ' ',
  '\0',
  '../..',
  '%00',
  "'; drop table apps; --",
  '💥'.repeat(40),
  'a'.repeat(70_000),
  '-1',
  'NaN',
  '{}',
  '\ud800',
];
const oddText = fc.constantFrom(...ODD_TEXTS);
const anything = fc.anything({ maxDepth: 2, withNullPrototype: false }).filter(isJson);

/** Requests for every route of an API: as its description wants them, nearly so, and not at all. */
export function anyRequest(api: ApiDescription, known: readonly string[]): fc.Arbitrary<FuzzRequest> {
  const operations = Object.entries(api.paths).flatMap(([route, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ route, method: method.toUpperCase(), operation })),
  );
  return fc.constantFrom(...operations).chain(({ route, method, operation }) => {
    const names = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
    const schema = operation.requestBody?.content['application/json']?.schema;
    return fc
      .record({
        words: fc.tuple(
          ...names.map(() => fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, oddText, fc.string())),
        ),
        query: queryOf(operation),
        headers: anyHeaders,
        body: method === 'GET' || method === 'DELETE' ? fc.constant(undefined) : anyBody(api, schema),
      })
      .map(({ words, query, headers, body }) => ({
        ...{ method, route, body, headers },
        target: targetOf(route, names, words as string[]) + query,
      }));
  });
}

function queryOf({ parameters = [] }: Operation): fc.Arbitrary<string> {
  const names = parameters.filter((one) => one.in === 'query').map(({ name }) => name);
  const pairs = fc.array(
    fc.tuple(
      fc.constantFrom('x', 'eq[name]', ...names),
      fc.oneof(
        fc.string(),
        oddText.filter((text) => text.length < 1000),
      ),
    ),
    { maxLength: 2 },
  );
  return pairs.map((some) =>
    some.length === 0 ? '' : `?${some.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')}`,
  );
}

const anyHeaders = fc
  .record(
    {
      accept: fc.constantFrom(
        'application/json',
        'application/vnd.heroku+json; version=3.sdk',
        'application/vnd.heroku+json; version=2',
        '*/*',
      ),
      range: fc.constantFrom(
        'id ..; max=2',
        'name ]zz..; order=desc',
        'version 1..3',
        'updated_at ..',
        'x',
        '; max=0',
        'id ..; max=99999999999',
      ),
      'if-none-match': fc.constantFrom('*', '"x"'),
      'idempotency-key': fc.string({ maxLength: 8 }).filter((text) => /^[\x21-\x7e]*$/.test(text)),
    },
    { requiredKeys: [] },
  )
  .map((headers) => headers as Record<string, string>);

function anyBody(api: ApiDescription, schema: Schema | undefined): fc.Arbitrary<string | undefined> {
  const shaped = schema ? valueOf(api, schema, 0) : anything;
  return fc.oneof(
    { weight: 6, arbitrary: shaped.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: anything.map((value) => JSON.stringify(value)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', '{', 'null', '[]', '"x"', '{"a":'.repeat(200), `{"name":${'['.repeat(5_000)}`),
    },
  );
}

function valueOf(api: ApiDescription, schema: Schema, depth: number): fc.Arbitrary<unknown> {
  const named = schema.$ref === undefined ? schema : api.components?.schemas?.[schema.$ref.split('/').at(-1)!];
  if (!named || depth > 4) return anything;
  const one = named.oneOf ?? named.allOf;
  if (one) return fc.oneof(...one.map((each) => valueOf(api, each, depth + 1)));
  return fc.oneof({ weight: 5, arbitrary: goodValue(api, named, depth) }, fc.constant(null), oddText, anything);
}

function goodValue(api: ApiDescription, schema: Schema, depth: number): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer({ min: schema.minimum, max: schema.maximum }), fc.constantFrom(0, -1, 1e18, 0.5));
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(schema.items ? valueOf(api, schema.items, depth + 1) : anything, { maxLength: 3 });
    case 'string':
      return fc.oneof(
        fc.string({ maxLength: 12 }),
        fc.constantFrom('shop', 'web', 'main', 'http://127.0.0.1:9/x', 'ann@example.com'),
      );
    default: {
      const members = Object.entries(schema.properties ?? {}).map(
        ([name, member]) => [name, valueOf(api, member, depth + 1)] as const,
      );
      return fc.record(Object.fromEntries(members), { requiredKeys: [] });
    }
  }
}

function targetOf(route: string, names: readonly string[], words: readonly string[]): string {
  return names.reduce((path, name, index) => path.replace(`{${name}}`, encode(words[index]!.slice(0, 2_000))), route);
}

/** Also of what is no text in Unicode. */
const encode = (text: string) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));

function isJson(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}
